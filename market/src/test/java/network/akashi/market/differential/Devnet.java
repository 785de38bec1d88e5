package network.akashi.market.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.rpc.BlockHeader;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcReply;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.testkit.Anvil;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A chain of one's own: mines when told to, at the time and base fee that it is told. */
final class Devnet implements AutoCloseable {
  private static final String GAS = "0xf000000";
  private final Anvil anvil;
  private final HttpJsonRpc rpc;
  private final List<Address> accounts = new ArrayList<>();

  Devnet() {
    anvil = Anvil.start("--no-mining", "--gas-limit", "4000000000", "--balance", "1000000000000");
    rpc = new HttpJsonRpc(RpcConfig.of(anvil.address()));
    call("anvil_setLoggingEnabled", false);
    for (JsonNode account : call("eth_accounts")) {
      accounts.add(Address.fromHex(account.stringValue()));
    }
  }

  /** An account that anvil signs for. */
  Address account(int index) {
    return accounts.get(index);
  }

  JsonNode call(String method, Object... params) {
    return rpc.call(RpcRequest.once(method, params));
  }

  /** Several requests in one exchange. */
  List<JsonNode> calls(List<RpcRequest> requests) {
    List<JsonNode> results = new ArrayList<>();
    for (RpcReply reply : rpc.batch(requests)) {
      switch (reply) {
        case RpcReply.Result result -> results.add(result.value());
        case RpcReply.Failure failure ->
            throw new IllegalStateException("the chain refused: " + failure.error());
      }
    }
    return results;
  }

  /** Creation code of a contract that only tests deploy. */
  static Bytes code(String contract) {
    String file = contract + ".json";
    try (InputStream stream = Devnet.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("no " + file + "; run contracts/tools/artifacts");
      }
      return Bytes.fromHex(JsonMapper.shared().readTree(stream).path("creationCode").stringValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deploys a contract. */
  Address deploy(Address from, Bytes creation) {
    JsonNode hash =
        call(
            "eth_sendTransaction",
            Map.of("from", from.toString(), "data", creation.toHex(), "gas", GAS));
    call("evm_mine");
    JsonNode receipt = call("eth_getTransactionReceipt", hash.stringValue());
    if (!receipt.path("status").stringValue().equals("0x1")) {
      throw new IllegalStateException("deployment failed: " + receipt);
    }
    return Address.fromHex(receipt.path("contractAddress").stringValue());
  }

  /** A transaction that waits for the next block. */
  static RpcRequest transaction(Address from, Address to, Bytes data) {
    return RpcRequest.once(
        "eth_sendTransaction",
        Map.of(
            "from",
            from.toString(),
            "to",
            to.toString(),
            "data",
            data.toHex(),
            "gas",
            GAS,
            "maxFeePerGas",
            "0x1bc16d674ec80000",
            "maxPriorityFeePerGas",
            "0x0"));
  }

  Bytes ask(Address to, Bytes data) {
    Map<String, Object> call = Map.of("to", to.toString(), "data", data.toHex(), "gas", GAS);
    return Bytes.fromHex(call("eth_call", call, "latest").stringValue());
  }

  void setBalance(Address account, BigInteger wei) {
    call("anvil_setBalance", account.toString(), hex(wei));
  }

  BigInteger balance(Address account) {
    String hex = call("eth_getBalance", account.toString(), "latest").stringValue();
    return new BigInteger(hex.substring(2), 16);
  }

  long blockNumber() {
    return Long.decode(call("eth_blockNumber").stringValue());
  }

  long timestamp() {
    JsonNode block = call("eth_getBlockByNumber", "latest", false);
    return Long.decode(block.path("timestamp").stringValue());
  }

  /** Mines what waits, at a time and base fee. */
  void mine(long timestamp, BigInteger baseFee) {
    call("anvil_setNextBlockBaseFeePerGas", hex(baseFee));
    call("evm_mine", timestamp);
  }

  /** Mines blocks of one second each. */
  void skip(long blocks) {
    if (blocks > 0) {
      call("anvil_mine", hex(BigInteger.valueOf(blocks)), "0x1");
    }
  }

  String snapshot() {
    return call("evm_snapshot").stringValue();
  }

  void revert(String snapshot) {
    if (!call("evm_revert", snapshot).booleanValue()) {
      throw new IllegalStateException("no snapshot " + snapshot);
    }
  }

  BlockHeader header(long number) {
    return BlockHeader.fetch(rpc, number);
  }

  private static String hex(BigInteger number) {
    return "0x" + number.toString(16);
  }

  @Override
  public void close() {
    rpc.close();
    anvil.close();
  }
}
