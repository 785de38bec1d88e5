package network.akashi.rollup.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.sequencer.PooledTransaction;
import network.akashi.rollup.sequencer.Sequencer;
import network.akashi.rollup.sequencer.TransactionRefusedException;
import network.akashi.rollup.store.StoreException;
import network.akashi.rollup.store.StoredTransaction;
import org.jspecify.annotations.Nullable;

/** Methods about the chain, its blocks and transactions. */
final class ChainMethods {
  private final Sequencer sequencer;
  private final Blocks blocks;

  ChainMethods(Sequencer sequencer, Blocks blocks) {
    this.sequencer = sequencer;
    this.blocks = blocks;
  }

  void register(Map<String, RpcMethods.Method> methods) {
    long chainId = sequencer.chain().genesis().chainId();
    methods.put("eth_chainId", _ -> Hex.quantity(chainId));
    methods.put("net_version", _ -> Long.toString(chainId));
    methods.put("net_listening", _ -> true);
    methods.put("net_peerCount", _ -> "0x0");
    methods.put("web3_clientVersion", _ -> "akashi/0.1.0/java" + Runtime.version().feature());
    methods.put("web3_sha3", in -> Keccak256.hash(in.bytes(0)).toHex());
    methods.put("eth_syncing", _ -> false);
    methods.put("eth_accounts", _ -> List.of());
    methods.put("eth_getLogs", _ -> List.of());
    methods.put("eth_blockNumber", _ -> Hex.quantity(blocks.latest()));
    methods.put("eth_sendRawTransaction", this::send);
    methods.put(
        "eth_getBlockByNumber",
        in -> block(blocks.byNumber(blocks.number(in.at(0))), in.flag(1, false)));
    methods.put("eth_getBlockByHash", in -> block(blocks.byHash(in.hash(0)), in.flag(1, false)));
    methods.put(
        "eth_getBlockTransactionCountByNumber",
        in -> count(blocks.byNumber(blocks.number(in.at(0)))));
    methods.put("eth_getBlockTransactionCountByHash", in -> count(blocks.byHash(in.hash(0))));
    methods.put("eth_getUncleCountByBlockNumber", _ -> "0x0");
    methods.put("eth_getUncleCountByBlockHash", _ -> "0x0");
    methods.put(
        "eth_getTransactionByBlockNumberAndIndex",
        in -> placed(blocks.byNumber(blocks.number(in.at(0))), in));
    methods.put(
        "eth_getTransactionByBlockHashAndIndex", in -> placed(blocks.byHash(in.hash(0)), in));
    methods.put("eth_getTransactionByHash", in -> transaction(in.hash(0)));
    methods.put("eth_getTransactionReceipt", in -> receipt(in.hash(0)));
    methods.put("eth_getBlockReceipts", this::receipts);
    methods.put("txpool_status", _ -> pool());
  }

  private Object send(Params in) {
    try {
      return sequencer.submit(in.bytes(0)).toHex();
    } catch (TransactionRefusedException e) {
      throw new RpcFault(RpcFault.SERVER_ERROR, String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      throw new RpcFault(
          RpcFault.RESOURCE_UNAVAILABLE, "nothing can be taken now: " + e.getMessage());
    }
  }

  private static @Nullable Object block(Optional<BlockRow> row, boolean full) {
    return row.map(each -> EthJson.block(each, full)).orElse(null);
  }

  private static @Nullable Object count(Optional<BlockRow> row) {
    return row.map(each -> Hex.quantity(each.transactions().size())).orElse(null);
  }

  private static @Nullable Object placed(Optional<BlockRow> row, Params in) {
    int place = in.quantity(1).bitLength() > 30 ? Integer.MAX_VALUE : in.quantity(1).intValue();
    return row.filter(each -> place < each.transactions().size())
        .map(each -> EthJson.transaction(each.transactions().get(place), each))
        .orElse(null);
  }

  private @Nullable Object transaction(Bytes32 hash) {
    Optional<StoredTransaction> stored = included(hash);
    if (stored.isPresent()) {
      return blocks
          .byNumber(stored.get().block().getAsLong())
          .map(row -> EthJson.transaction(stored.get(), row))
          .orElse(null);
    }
    return sequencer
        .mempool()
        .find(hash)
        .map((PooledTransaction each) -> EthJson.waiting(each.transfer(), each.sender()))
        .orElse(null);
  }

  private @Nullable Object receipt(Bytes32 hash) {
    return included(hash)
        .flatMap(stored ->
            blocks.byNumber(stored.block().getAsLong()).map(row -> EthJson.receipt(stored, row)))
        .orElse(null);
  }

  private @Nullable Object receipts(Params in) {
    Optional<BlockRow> row =
        in.at(0).filter(each -> each.isString() && each.stringValue().length() == 66).isPresent()
            ? blocks.byHash(in.hash(0))
            : blocks.byNumber(blocks.number(in.at(0)));
    return row.map(block ->
            block.transactions().stream().map(each -> EthJson.receipt(each, block)).toList())
        .orElse(null);
  }

  /** What is in a block that is published. */
  private Optional<StoredTransaction> included(Bytes32 hash) {
    return sequencer
        .chain()
        .store()
        .transaction(hash)
        .filter(each -> each.block().isPresent() && each.block().getAsLong() <= blocks.latest());
  }

  private Object pool() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pending", Hex.quantity(sequencer.mempool().size()));
    json.put("queued", "0x0");
    return json;
  }
}
