package network.akashi.chain.rpc;

import com.esaulpaugh.headlong.rlp.RLPEncoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.chain.Keccak256;
import tools.jackson.databind.JsonNode;

/**
 * A block's header as it is hashed, put together from what a node tells of the block.
 *
 * @param encoded in RLP; its Keccak-256 is the block's hash
 * @param randao the beacon chain's randomness, which the header holds in place of the mix hash
 */
public record BlockHeader(Bytes encoded, Bytes32 randao) {
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

  /**
   * The header of a block.
   *
   * @throws IllegalStateException if the node has no such block, or its fields do not hash to it: a
   *     fork with other fields
   */
  public static BlockHeader fetch(JsonRpc rpc, long number) {
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
    return new BlockHeader(header, Bytes32.fromHex(block.path("mixHash").stringValue("")));
  }

  private static byte[] number(String hex) {
    byte[] bytes = new BigInteger(hex.substring(2), 16).toByteArray();
    return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }
}
