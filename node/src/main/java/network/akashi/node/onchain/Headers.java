package network.akashi.node.onchain;

import com.esaulpaugh.headlong.rlp.RLPEncoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.chain.Keccak256;
import network.akashi.chain.rpc.JsonRpc;
import network.akashi.chain.rpc.RpcRequest;
import tools.jackson.databind.JsonNode;

/** Block headers as they are hashed, put together from what a node tells of a block. */
final class Headers {
  private static final List<String> FIELDS =
      List.of(
          "parentHash",
          "sha3Uncles",
          "miner",
          "stateRoot",
          "transactionsRoot",
          "receiptsRoot",
          "logsBloom",
          "difficulty",
          "number",
          "gasLimit",
          "gasUsed",
          "timestamp",
          "extraData",
          "mixHash",
          "nonce",
          "baseFeePerGas",
          "withdrawalsRoot",
          "blobGasUsed",
          "excessBlobGas",
          "parentBeaconBlockRoot",
          "requestsHash");
  private static final Set<String> NUMBERS =
      Set.of(
          "difficulty",
          "number",
          "gasLimit",
          "gasUsed",
          "timestamp",
          "baseFeePerGas",
          "blobGasUsed",
          "excessBlobGas");

  private Headers() {}

  /**
   * The header of a block.
   *
   * @throws IllegalStateException if the node has no such block, or its fields do not hash to it: a
   *     fork with other fields
   */
  static Bytes encoded(JsonRpc rpc, long number) {
    JsonNode block =
        rpc.call(RpcRequest.idempotent("eth_getBlockByNumber", Hex.quantity(number), false));
    List<byte[]> fields = new ArrayList<>();
    for (String name : FIELDS) {
      JsonNode value = block.path(name);
      if (value.isString()) { // later forks have more fields
        String text = value.stringValue();
        fields.add(NUMBERS.contains(name) ? number(text) : Bytes.fromHex(text).toArray());
      }
    }
    Bytes header = Bytes.of(RLPEncoder.list(fields.toArray()));
    Bytes32 hash = Keccak256.hash(header);
    if (!hash.toHex().equals(block.path("hash").stringValue(""))) {
      throw new IllegalStateException(
          "the header of block %d has fields that this version does not know".formatted(number));
    }
    return header;
  }

  private static byte[] number(String hex) {
    byte[] bytes = new BigInteger(hex.substring(2), 16).toByteArray();
    return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }
}
