package network.akashi.rollup.sequencer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.batch.QueueHash;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.state.BlockInputs;
import network.akashi.rollup.state.ExecutedBlock;
import network.akashi.rollup.state.Verdict;
import network.akashi.rollup.store.StoredBlock;
import network.akashi.rollup.store.StoredTransaction;

/**
 * A block in the three forms it has here: executed, linked, stored.
 *
 * @param link for the next block
 * @param block for the store
 * @param transactions for the store
 */
record BlockRecord(Link link, StoredBlock block, List<StoredTransaction> transactions) {
  /**
   * A block on top of {@code parent}.
   *
   * @param forced all that were tried, in order
   */
  static BlockRecord of(Link parent, ExecutedBlock executed, List<ForcedTransaction> forced) {
    Header header = executed.block().header();
    List<Deposit> deposits = executed.block().deposits();
    Bytes32 hash = header.hash();
    Bytes32 depositHash = QueueHash.afterDeposits(parent.depositHash(), deposits);
    Bytes32 forcedHash = QueueHash.afterForced(parent.forcedHash(), forced);
    Link link =
        new Link(
            header,
            hash,
            executed.state(),
            parent.depositsAfter() + deposits.size(),
            depositHash,
            parent.forcedAfter() + forced.size(),
            forcedHash,
            executed.touched());
    StoredBlock stored =
        new StoredBlock(
            header.number(),
            hash,
            header.rlp(),
            parent.depositsAfter(),
            StoredBlock.pack(deposits),
            depositHash,
            parent.forcedAfter(),
            forced.size(),
            forcedHash);
    return new BlockRecord(link, stored, transactions(executed, forced.size()));
  }

  private static List<StoredTransaction> transactions(ExecutedBlock executed, int forced) {
    List<StoredTransaction> found = new ArrayList<>();
    long number = executed.block().header().number();
    for (int i = 0; i < executed.verdicts().size(); i++) {
      if (executed.verdicts().get(i) instanceof Verdict.Included(int index, Transfer transfer)) {
        found.add(
            StoredTransaction.included(
                transfer.hash(),
                transfer.sender().orElseThrow(),
                transfer.nonce(),
                transfer.raw(),
                i < forced,
                number,
                index));
      }
    }
    return found;
  }

  /** The names of the transactions in it. */
  Set<Bytes32> hashes() {
    Set<Bytes32> hashes = new HashSet<>();
    transactions.forEach(each -> hashes.add(each.hash()));
    return hashes;
  }

  /** What makes a stored block again; forced transactions that were skipped change nothing. */
  static BlockInputs inputs(StoredBlock block, List<StoredTransaction> transactions) {
    Header header = Header.fromRlp(block.header());
    return new BlockInputs(
        header.timestamp(),
        header.beneficiary(),
        header.prevRandao(),
        List.of(),
        transactions.stream().map(StoredTransaction::raw).toList(),
        block.depositList());
  }
}
