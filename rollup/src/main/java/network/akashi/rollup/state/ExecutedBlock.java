package network.akashi.rollup.state;

import java.util.List;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.rollup.block.Block;
import network.akashi.rollup.block.Receipt;

/**
 * A block, and what it did.
 *
 * @param state after it
 * @param receipts of its transfers
 * @param verdicts of all that was tried, forced ones first
 * @param withdrawals that its transfers made, in order
 * @param touched the accounts that it read: those whose paths a witness has
 */
public record ExecutedBlock(
    Block block,
    State state,
    List<Receipt> receipts,
    List<Verdict> verdicts,
    List<Exit> withdrawals,
    Set<Address> touched) {
  public ExecutedBlock {
    receipts = List.copyOf(receipts);
    verdicts = List.copyOf(verdicts);
    withdrawals = List.copyOf(withdrawals);
    touched = Set.copyOf(touched);
  }
}
