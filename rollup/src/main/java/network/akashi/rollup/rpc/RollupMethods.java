package network.akashi.rollup.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.rollup.batch.Withdrawal;
import network.akashi.rollup.batch.WithdrawalTree;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.sequencer.Sequencer;
import network.akashi.rollup.sequencer.SequencerStatus;
import network.akashi.rollup.state.Exit;
import network.akashi.rollup.store.StoredBatch;
import network.akashi.rollup.store.StoredTransaction;
import org.jspecify.annotations.Nullable;

/** Methods that Ethereum does not have. */
final class RollupMethods {
  private final Sequencer sequencer;

  RollupMethods(Sequencer sequencer) {
    this.sequencer = sequencer;
  }

  void register(Map<String, RpcMethods.Method> methods) {
    methods.put("akashi_status", _ -> status());
    methods.put("akashi_getBatch", this::batch);
    methods.put("akashi_getWithdrawal", this::withdrawal);
  }

  private Object status() {
    SequencerStatus status = sequencer.status();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("block", Hex.quantity(status.block()));
    json.put("waiting", Hex.quantity(status.waiting()));
    json.put("posted", Hex.quantity(status.tips().posted()));
    json.put("attested", Hex.quantity(status.tips().attested()));
    json.put("proven", Hex.quantity(status.tips().proven()));
    json.put("l1Block", Hex.quantity(Math.max(0, status.l1Block())));
    json.put("inStep", status.inStep());
    json.put("note", status.note());
    return json;
  }

  private @Nullable Object batch(Params in) {
    return sequencer.chain().store().batch(in.quantity(0).longValue()).map(this::json).orElse(null);
  }

  private Map<String, Object> json(StoredBatch batch) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("index", Hex.quantity(batch.index()));
    json.put("firstBlock", Hex.quantity(batch.firstBlock()));
    json.put("lastBlock", Hex.quantity(batch.lastBlock()));
    json.put("posted", batch.index() <= sequencer.tips().posted());
    List<String> blobs = new ArrayList<>();
    for (int at = 0; at < batch.commitment().size(); at += Bytes32.SIZE) {
      blobs.add(batch.commitment().slice(at, at + Bytes32.SIZE).toHex());
    }
    json.put("blobs", blobs);
    return json;
  }

  /** Where a transfer to L1 is, and what the contract's {@code withdraw} takes to pay it. */
  private @Nullable Object withdrawal(Params in) {
    Bytes32 hash = in.hash(0);
    Optional<StoredTransaction> transaction = sequencer.chain().store().transaction(hash);
    if (transaction.isEmpty() || transaction.get().block().isEmpty()) {
      return null;
    }
    Optional<StoredBatch> batch =
        sequencer.chain().store().batchOf(transaction.get().block().getAsLong());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("block", Hex.quantity(transaction.get().block().getAsLong()));
    if (batch.isEmpty()) {
      json.put("batch", null);
      return json;
    }
    List<Withdrawal> all = new ArrayList<>();
    @Nullable Withdrawal wanted = null;
    for (long block = batch.get().firstBlock(); block <= batch.get().lastBlock(); block++) {
      for (StoredTransaction each : sequencer.chain().store().transactions(block)) {
        Transfer transfer = EthJson.transfer(each.raw());
        if (transfer.to().equals(Exit.L1) && transfer.value().signum() > 0) {
          Withdrawal withdrawal = new Withdrawal(all.size(), each.sender(), transfer.value());
          all.add(withdrawal);
          wanted = each.hash().equals(hash) ? withdrawal : wanted;
        }
      }
    }
    if (wanted == null) {
      throw new RpcFault(RpcFault.SERVER_ERROR, "this transaction sends nothing to L1");
    }
    WithdrawalTree tree = WithdrawalTree.of(all.stream().map(Withdrawal::leaf).toList());
    json.put("batch", Hex.quantity(batch.get().index()));
    json.put("posted", batch.get().index() <= sequencer.tips().posted());
    json.put("index", Hex.quantity(wanted.index()));
    json.put("to", wanted.to().toHex());
    json.put("amount", Hex.quantity(wanted.amount()));
    json.put("withdrawalsRoot", tree.root().toHex());
    json.put("path", EthJson.words(tree.path((int) wanted.index())));
    return json;
  }
}
