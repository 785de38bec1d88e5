package network.akashi.rollup.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.rollup.store.StoredTransaction;
import network.akashi.rollup.transaction.EthereumTransaction;
import org.jspecify.annotations.Nullable;

/** Blocks, transactions and receipts in the form that Ethereum's JSON-RPC gives them. */
final class EthJson {
  private static final String NO_BLOOM = Hex.encode(new byte[Header.BLOOM_BYTES]);
  private static final String NO_OMMERS =
      "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

  private EthJson() {}

  static Map<String, @Nullable Object> block(BlockRow row, boolean full) {
    Header header = row.header();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", Hex.quantity(header.number()));
    json.put("hash", row.hash().toHex());
    json.put("parentHash", header.parentHash().toHex());
    json.put("sha3Uncles", NO_OMMERS);
    json.put("miner", header.beneficiary().toHex());
    json.put("stateRoot", header.stateRoot().toHex());
    json.put("transactionsRoot", header.transactionsRoot().toHex());
    json.put("receiptsRoot", header.receiptsRoot().toHex());
    json.put("logsBloom", NO_BLOOM);
    json.put("difficulty", "0x0");
    json.put("totalDifficulty", "0x0");
    json.put("gasLimit", Hex.quantity(Header.GAS_LIMIT));
    json.put("gasUsed", Hex.quantity(header.gasUsed()));
    json.put("timestamp", Hex.quantity(header.timestamp()));
    json.put("extraData", "0x");
    json.put("mixHash", header.prevRandao().toHex());
    json.put("nonce", "0x0000000000000000");
    json.put("baseFeePerGas", Hex.quantity(header.baseFee()));
    json.put("withdrawalsRoot", header.withdrawalsRoot().toHex());
    json.put("size", Hex.quantity(size(row)));
    json.put("uncles", List.of());
    json.put(
        "transactions",
        full
            ? row.transactions().stream().map(each -> transaction(each, row)).toList()
            : row.transactions().stream().map(each -> each.hash().toHex()).toList());
    json.put("withdrawals", row.deposits().stream().map(EthJson::withdrawal).toList());
    return json;
  }

  private static Map<String, Object> withdrawal(Deposit deposit) {
    return Map.of(
        "index", Hex.quantity(deposit.index()),
        "validatorIndex", "0x0",
        "address", deposit.to().toHex(),
        "amount", Hex.quantity(deposit.amountGwei()));
  }

  private static long size(BlockRow row) {
    List<byte[]> transactions = new ArrayList<>();
    row.transactions().forEach(each -> transactions.add(Rlp.string(each.raw().toArray())));
    List<byte[]> deposits = new ArrayList<>();
    row.deposits().forEach(each -> deposits.add(each.encoded().toArray()));
    return Rlp.list(
            row.header().rlp().toArray(), Rlp.list(transactions), Rlp.list(), Rlp.list(deposits))
        .length;
  }

  /** A transaction in a block. */
  static Map<String, @Nullable Object> transaction(StoredTransaction stored, BlockRow row) {
    Transfer transfer = transfer(stored.raw());
    Map<String, @Nullable Object> json = waiting(transfer, stored.sender());
    json.put("blockHash", row.hash().toHex());
    json.put("blockNumber", Hex.quantity(row.header().number()));
    json.put("transactionIndex", Hex.quantity(stored.position()));
    json.put("gasPrice", Hex.quantity(price(transfer, row.header())));
    return json;
  }

  /** A transaction that waits. */
  static Map<String, @Nullable Object> waiting(Transfer transfer, Address sender) {
    EthereumTransaction signed = transfer.transaction();
    String parity = signed.yParity().orElse(false) ? "0x1" : "0x0";
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", "0x2");
    json.put("chainId", Hex.quantity(signed.chainId().orElse(BigInteger.ZERO)));
    json.put("hash", transfer.hash().toHex());
    json.put("nonce", Hex.quantity(transfer.nonce()));
    json.put("from", sender.toHex());
    json.put("to", transfer.to().toHex());
    json.put("value", Hex.quantity(transfer.value()));
    json.put("input", "0x");
    json.put("gas", Hex.quantity(Transfer.GAS));
    json.put("gasPrice", Hex.quantity(transfer.maxFee()));
    json.put("maxFeePerGas", Hex.quantity(transfer.maxFee()));
    json.put("maxPriorityFeePerGas", Hex.quantity(transfer.maxTip()));
    json.put("accessList", List.of());
    json.put("yParity", parity);
    json.put("v", parity);
    json.put("r", Hex.quantity(signed.r()));
    json.put("s", Hex.quantity(signed.s()));
    json.put("blockHash", null);
    json.put("blockNumber", null);
    json.put("transactionIndex", null);
    return json;
  }

  static Map<String, @Nullable Object> receipt(StoredTransaction stored, BlockRow row) {
    Transfer transfer = transfer(stored.raw());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", "0x2");
    json.put("status", "0x1");
    json.put("transactionHash", stored.hash().toHex());
    json.put("transactionIndex", Hex.quantity(stored.position()));
    json.put("blockHash", row.hash().toHex());
    json.put("blockNumber", Hex.quantity(row.header().number()));
    json.put("from", stored.sender().toHex());
    json.put("to", transfer.to().toHex());
    json.put("contractAddress", null);
    json.put("gasUsed", Hex.quantity(Transfer.GAS));
    json.put("cumulativeGasUsed", Hex.quantity(Transfer.GAS * (stored.position() + 1L)));
    json.put("effectiveGasPrice", Hex.quantity(price(transfer, row.header())));
    json.put("logs", List.of());
    json.put("logsBloom", NO_BLOOM);
    return json;
  }

  private static BigInteger price(Transfer transfer, Header header) {
    return header.baseFee().add(transfer.tip(header.baseFee()));
  }

  static Transfer transfer(Bytes raw) {
    if (Transfer.decode(raw) instanceof Transfer.Decoding.Decoded(Transfer transfer)) {
      return transfer;
    }
    throw new IllegalStateException("the store has a transaction that is no transfer");
  }

  static List<String> hex(List<Bytes> all) {
    return all.stream().map(Bytes::toHex).toList();
  }

  static List<String> words(List<Bytes32> all) {
    return all.stream().map(Bytes32::toHex).toList();
  }
}
