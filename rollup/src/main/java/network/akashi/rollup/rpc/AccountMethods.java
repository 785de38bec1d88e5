package network.akashi.rollup.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.rollup.block.Account;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.sequencer.Sequencer;
import network.akashi.rollup.state.State;
import network.akashi.rollup.trie.Trie;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Methods about accounts and what one could send. */
final class AccountMethods {
  private static final String ONLY_TRANSFERS =
      "only transfers work here: a recipient, no data, no contract creation";

  private final Sequencer sequencer;
  private final Blocks blocks;

  AccountMethods(Sequencer sequencer, Blocks blocks) {
    this.sequencer = sequencer;
    this.blocks = blocks;
  }

  void register(Map<String, RpcMethods.Method> methods) {
    methods.put(
        "eth_getBalance",
        in -> {
          Address address = in.address(0);
          return Hex.quantity(blocks.state(in.at(1)).account(address).balance());
        });
    methods.put("eth_getTransactionCount", this::count);
    methods.put(
        "eth_getCode",
        in -> {
          in.address(0);
          blocks.state(in.at(1));
          return "0x";
        });
    methods.put(
        "eth_getStorageAt",
        in -> {
          in.address(0);
          if (in.at(1).isEmpty()) {
            throw RpcFault.invalidParams("missing parameter 1: a slot");
          }
          blocks.state(in.at(2));
          return Bytes32.ZERO.toHex();
        });
    methods.put("eth_getProof", this::proof);
    methods.put(
        "eth_call",
        in -> {
          call(in);
          return "0x";
        });
    methods.put(
        "eth_estimateGas",
        in -> {
          call(in);
          return Hex.quantity(Transfer.GAS);
        });
  }

  private Object count(Params in) {
    Address address = in.address(0);
    boolean pending =
        in.at(1).map(each -> each.isString() && each.stringValue().equals("pending")).orElse(false);
    if (pending) {
      long next = sequencer.chain().account(address).nonce();
      return Hex.quantity(sequencer.mempool().pendingNonce(address, next));
    }
    return Hex.quantity(blocks.state(in.at(1)).account(address).nonce());
  }

  private Object proof(Params in) {
    Address address = in.address(0);
    State state = blocks.state(in.at(2));
    Account account = state.account(address);
    List<Map<String, Object>> slots = new ArrayList<>();
    for (JsonNode key : in.at(1).orElseThrow(() -> RpcFault.invalidParams("missing slots"))) {
      slots.add(Map.of("key", key, "value", "0x0", "proof", List.of()));
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("address", address.toHex());
    json.put("accountProof", EthJson.hex(state.prove(address)));
    json.put("balance", Hex.quantity(account.balance()));
    json.put("nonce", Hex.quantity(account.nonce()));
    json.put("codeHash", Account.EMPTY_CODE_HASH.toHex());
    json.put("storageHash", Trie.EMPTY_ROOT.toHex());
    json.put("storageProof", slots);
    return json;
  }

  /** Checks a call: there is no code that it could run. */
  private void call(Params in) {
    JsonNode call =
        in.at(0)
            .filter(JsonNode::isObject)
            .orElseThrow(() -> RpcFault.invalidParams("parameter 0 must be a transaction object"));
    State state = blocks.state(in.at(1));
    Bytes data = optional(call, "input").or(() -> optional(call, "data")).orElse(Bytes.EMPTY);
    if (!call.hasNonNull("to") || !data.isEmpty()) {
      throw new RpcFault(RpcFault.SERVER_ERROR, ONLY_TRANSFERS);
    }
    Params.parse(call.path("to"), "to", "an address", text -> new Address(Bytes.fromHex(text)));
    if (call.hasNonNull("from") && call.hasNonNull("value")) {
      Address from =
          Params.parse(
              call.path("from"), "from", "an address", text -> new Address(Bytes.fromHex(text)));
      BigInteger value =
          Params.parse(call.path("value"), "value", "a quantity", Hex::parseQuantity);
      if (state.account(from).balance().compareTo(value) < 0) {
        throw new RpcFault(RpcFault.SERVER_ERROR, "insufficient funds for transfer");
      }
    }
  }

  private static Optional<Bytes> optional(JsonNode call, String field) {
    return call.hasNonNull(field)
        ? Optional.of(Params.parse(call.path(field), field, "hex data", Bytes::fromHex))
        : Optional.empty();
  }
}
