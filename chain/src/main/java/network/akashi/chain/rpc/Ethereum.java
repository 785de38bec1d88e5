package network.akashi.chain.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import network.akashi.chain.Address;
import network.akashi.chain.Block;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.chain.Log;
import network.akashi.chain.LogFilter;
import network.akashi.chain.Receipt;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.abi.ErrorCatalog;
import network.akashi.chain.abi.RevertedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The Ethereum methods of JSON-RPC with the chain's own values.
 *
 * <p>All methods throw {@link RpcException} when there is no answer, and {@link RevertedException}
 * where code is run and reverts.
 */
public final class Ethereum {
  /** Whoever only asks pays nothing, so that he can offer more than any block ever asked. */
  private static final BigInteger ANY_BLOB_FEE = BigInteger.TEN.pow(15);

  private final JsonRpc rpc;
  private final ErrorCatalog errors;

  /**
   * Questions through {@code rpc}.
   *
   * @param errors by which reverts are explained
   */
  public Ethereum(JsonRpc rpc, ErrorCatalog errors) {
    this.rpc = rpc;
    this.errors = errors;
  }

  /** What asks the node: for methods that are not here. */
  public JsonRpc rpc() {
    return rpc;
  }

  /** What explains reverts. */
  public ErrorCatalog errors() {
    return errors;
  }

  public long chainId() {
    return JsonReader.number(ask("eth_chainId"));
  }

  public long blockNumber() {
    return JsonReader.number(ask("eth_blockNumber"));
  }

  /** The head of a block; empty if the node has no such block. */
  public Optional<Block> block(BlockId id) {
    JsonNode json =
        id instanceof BlockId.Hash hash
            ? ask("eth_getBlockByHash", hash.hash().toHex(), false)
            : ask("eth_getBlockByNumber", id.toJson(), false);
    return json.isNull() ? Optional.empty() : Optional.of(JsonReader.block(json));
  }

  /** The heads of several blocks, in one exchange; empty where the node has no such block. */
  public List<Optional<Block>> blocks(List<Long> numbers) {
    List<RpcRequest> requests =
        numbers.stream()
            .map(each -> RpcRequest.idempotent("eth_getBlockByNumber", Hex.quantity(each), false))
            .toList();
    List<Optional<Block>> blocks = new ArrayList<>(numbers.size());
    for (RpcReply reply : rpc.batch(requests)) {
      JsonNode json = resultOf("eth_getBlockByNumber", "eth_getBlockByNumber", reply);
      blocks.add(json.isNull() ? Optional.empty() : Optional.of(JsonReader.block(json)));
    }
    return blocks;
  }

  /** What an account has, wei. */
  public BigInteger balance(Address account, BlockId at) {
    return JsonReader.quantity(ask("eth_getBalance", account.toHex(), at.toJson()));
  }

  /** How many transactions an account has sent, which is the nonce of its next. */
  public long nonce(Address account, BlockId at) {
    return JsonReader.number(ask("eth_getTransactionCount", account.toHex(), at.toJson()));
  }

  /** The code at an address; empty if it is no contract. */
  public Bytes code(Address account, BlockId at) {
    return JsonReader.bytes(ask("eth_getCode", account.toHex(), at.toJson()));
  }

  /** What {@code call} answers when the zero address asks it after the block {@code at}. */
  public <R> R call(ContractCall<R> call, BlockId at) {
    return call(call, Address.ZERO, at);
  }

  /** What {@code call} answers when {@code from} asks it after the block {@code at}. */
  public <R> R call(ContractCall<R> call, Address from, BlockId at) {
    Map<String, Object> transaction =
        transaction(from, Optional.of(call.to()), call.value(), call.data());
    return call.decode(
        run(call.toString(), "eth_call", transaction, at.toJson()).map(JsonReader::bytes));
  }

  /** The answer of the latest block to {@code call}. */
  public <R> R call(ContractCall<R> call) {
    return call(call, BlockId.Tag.LATEST);
  }

  /**
   * Answers of one block to several calls, in one exchange.
   *
   * @throws RevertedException for the first that reverts
   */
  public <R> List<R> callAll(List<ContractCall<R>> calls, BlockId at) {
    List<RpcRequest> requests = new ArrayList<>(calls.size());
    for (ContractCall<R> call : calls) {
      requests.add(
          RpcRequest.idempotent(
              "eth_call",
              transaction(Address.ZERO, Optional.of(call.to()), call.value(), call.data()),
              at.toJson()));
    }
    List<RpcReply> replies = rpc.batch(requests);
    List<R> answers = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      ContractCall<R> call = calls.get(i);
      JsonNode answer = resultOf(call.toString(), "eth_call", replies.get(i));
      answers.add(call.decode(JsonReader.bytes(answer)));
    }
    return answers;
  }

  /**
   * The gas that a transaction would use at the latest block.
   *
   * @param to empty for a creation
   */
  public long estimateGas(Address from, Optional<Address> to, BigInteger value, Bytes data) {
    String what = to.map(each -> "a call of " + each).orElse("a contract creation");
    return run(what, "eth_estimateGas", transaction(from, to, value, data)).map(JsonReader::number);
  }

  /** The gas that a transaction with these blobs would use at the latest block (EIP-4844). */
  public long estimateGas(
      Address from, Address to, BigInteger value, Bytes data, List<Bytes32> blobs) {
    Map<String, Object> transaction = transaction(from, Optional.of(to), value, data, blobs);
    return run("a call of " + to, "eth_estimateGas", transaction).map(JsonReader::number);
  }

  /** As {@link #simulate(Address, Optional, BigInteger, Bytes, BlockId)}, with blobs (EIP-4844). */
  public Bytes simulate(
      Address from, Address to, BigInteger value, Bytes data, List<Bytes32> blobs, BlockId at) {
    Map<String, Object> transaction = transaction(from, Optional.of(to), value, data, blobs);
    return run("the call of " + to, "eth_call", transaction, at.toJson()).map(JsonReader::bytes);
  }

  /**
   * What {@code data} returns or why it reverts, run as a transaction after the block {@code at}.
   *
   * @param to empty for a creation
   */
  public Bytes simulate(
      Address from, Optional<Address> to, BigInteger value, Bytes data, BlockId at) {
    String what = to.map(each -> "the call of " + each).orElse("the contract creation");
    return run(what, "eth_call", transaction(from, to, value, data), at.toJson())
        .map(JsonReader::bytes);
  }

  /**
   * Hands a signed transaction to the node. Handing in the same one again does no harm, but nodes
   * answer to it with a refusal.
   *
   * @return its hash
   */
  public Bytes32 sendRawTransaction(Bytes signed) {
    return JsonReader.bytes32(rpc.call(RpcRequest.once("eth_sendRawTransaction", signed.toHex())));
  }

  /** The receipt of a transaction; empty while it is in no block. */
  public Optional<Receipt> receipt(Bytes32 transaction) {
    JsonNode json = ask("eth_getTransactionReceipt", transaction.toHex());
    return json.isNull() ? Optional.empty() : Optional.of(JsonReader.receipt(json));
  }

  /** The receipts of several transactions, in one exchange; empty for those in no block. */
  public List<Optional<Receipt>> receipts(List<Bytes32> transactions) {
    return askAll("eth_getTransactionReceipt", transactions.stream().map(Bytes32::toHex).toList())
        .stream()
        .map(json ->
            json.isNull() ? Optional.<Receipt>empty() : Optional.of(JsonReader.receipt(json)))
        .toList();
  }

  /** Which of these transactions the node knows, in a block or waiting, in one exchange. */
  public List<Boolean> knows(List<Bytes32> transactions) {
    return askAll("eth_getTransactionByHash", transactions.stream().map(Bytes32::toHex).toList())
        .stream()
        .map(json -> !json.isNull())
        .toList();
  }

  /** The transactions that {@code account} sent in one block; empty if there is no such block. */
  public List<SentTransaction> sentBy(Address account, long blockNumber) {
    JsonNode block = ask("eth_getBlockByNumber", Hex.quantity(blockNumber), true);
    List<SentTransaction> sent = new ArrayList<>();
    for (JsonNode each : block.path("transactions")) {
      SentTransaction transaction = JsonReader.sent(each);
      if (transaction.from().equals(account)) {
        sent.add(transaction);
      }
    }
    return sent;
  }

  /** Whether the node knows a transaction, in a block or waiting. */
  public boolean knows(Bytes32 transaction) {
    return !ask("eth_getTransactionByHash", transaction.toHex()).isNull();
  }

  /**
   * All logs of the blocks from {@code from} to {@code to}, both included, that pass the filter.
   */
  public List<Log> logs(LogFilter filter, long from, long to) {
    Map<String, Object> json = filterJson(filter);
    json.put("fromBlock", Hex.quantity(from));
    json.put("toBlock", Hex.quantity(to));
    return JsonReader.logs(ask("eth_getLogs", json));
  }

  /**
   * The logs of each of these blocks that pass the filter, in one exchange. The blocks are named by
   * hash, so that a node that lacks one says so instead of answering with nothing (EIP-234).
   */
  public List<List<Log>> logs(LogFilter filter, List<Bytes32> blockHashes) {
    List<RpcRequest> requests = new ArrayList<>(blockHashes.size());
    for (Bytes32 hash : blockHashes) {
      Map<String, Object> json = filterJson(filter);
      json.put("blockHash", hash.toHex());
      requests.add(RpcRequest.idempotent("eth_getLogs", json));
    }
    List<List<Log>> logs = new ArrayList<>(blockHashes.size());
    for (RpcReply reply : rpc.batch(requests)) {
      logs.add(JsonReader.logs(resultOf("eth_getLogs", "eth_getLogs", reply)));
    }
    return logs;
  }

  /** The base fee of the next block and tips that were paid lately. */
  public FeeHistory feeHistory() {
    JsonNode json = ask("eth_feeHistory", Hex.quantity(10), "latest", List.of(50));
    List<BigInteger> tips = new ArrayList<>();
    json.path("reward").forEach(each -> tips.add(JsonReader.quantity(each.path(0))));
    JsonNode fees = json.path("baseFeePerGas");
    return new FeeHistory(JsonReader.quantity(fees.path(fees.size() - 1)), tips);
  }

  /** Wei per blob gas in the next block (EIP-4844). */
  public BigInteger blobBaseFee() {
    return JsonReader.quantity(ask("eth_blobBaseFee"));
  }

  private List<JsonNode> askAll(String method, List<String> params) {
    List<RpcRequest> requests =
        params.stream().map(each -> RpcRequest.idempotent(method, each)).toList();
    List<JsonNode> answers = new ArrayList<>(params.size());
    for (RpcReply reply : rpc.batch(requests)) {
      answers.add(resultOf(method, method, reply));
    }
    return answers;
  }

  private JsonNode ask(String method, Object... params) {
    return rpc.call(RpcRequest.idempotent(method, params));
  }

  private record Answer(JsonNode json) {
    <T> T map(Function<JsonNode, T> reader) {
      return reader.apply(json);
    }
  }

  private Answer run(String what, String method, Object... params) {
    RpcReply reply = rpc.batch(List.of(RpcRequest.idempotent(method, params))).getFirst();
    return new Answer(resultOf(what, method, reply));
  }

  private JsonNode resultOf(String what, String method, RpcReply reply) {
    return switch (reply) {
      case RpcReply.Result result -> result.value();
      case RpcReply.Failure(RpcError error) -> {
        Optional<Bytes> reverted = error.revertData();
        if (reverted.isPresent()) {
          throw new RevertedException(what, errors.explain(reverted.get()));
        }
        throw new RpcException.Refused(method, error);
      }
    };
  }

  private static Map<String, Object> transaction(
      Address from, Optional<Address> to, BigInteger value, Bytes data) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", from.toHex());
    to.ifPresent(each -> json.put("to", each.toHex()));
    if (value.signum() != 0) {
      json.put("value", Hex.quantity(value));
    }
    json.put("input", data.toHex());
    return json;
  }

  private static Map<String, Object> transaction(
      Address from, Optional<Address> to, BigInteger value, Bytes data, List<Bytes32> blobs) {
    Map<String, Object> json = transaction(from, to, value, data);
    if (!blobs.isEmpty()) {
      json.put("blobVersionedHashes", blobs.stream().map(Bytes32::toHex).toList());
      json.put("maxFeePerBlobGas", Hex.quantity(ANY_BLOB_FEE));
    }
    return json;
  }

  private static Map<String, Object> filterJson(LogFilter filter) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (!filter.addresses().isEmpty()) {
      json.put("address", filter.addresses().stream().map(Address::toHex).sorted().toList());
    }
    List<@Nullable Object> topics = new ArrayList<>();
    filter
        .topics()
        .forEach(any ->
            topics.add(any.isEmpty() ? null : any.stream().map(Bytes32::toHex).sorted().toList()));
    if (!topics.isEmpty()) {
      json.put("topics", topics);
    }
    return json;
  }
}
