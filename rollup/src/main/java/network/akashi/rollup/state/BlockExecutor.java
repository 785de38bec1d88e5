package network.akashi.rollup.state;

import network.akashi.chain.Bytes;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import network.akashi.rollup.block.Header;

/**
 * The state transition: what inputs make of a state. It is total; transactions that are not valid
 * are skipped.
 *
 * @param chainId of the rollup's transactions
 */
public record BlockExecutor(long chainId) {
  /**
   * Executes a block on top of {@code parent}, whose state is {@code before}.
   *
   * @throws IllegalArgumentException if the timestamp is below the parent's, or the state is not
   *     the parent's: derivation lets neither happen
   */
  public ExecutedBlock execute(State before, Header parent, BlockInputs inputs) {
    BlockBuilder block =
        new BlockBuilder(
            chainId, before, parent, inputs.timestamp(), inputs.beneficiary(), inputs.prevRandao());
    for (ForcedTransaction forced : inputs.forced()) {
      block.attempt(forced.raw());
    }
    for (Bytes transaction : inputs.transactions()) {
      block.attempt(transaction);
    }
    for (Deposit deposit : inputs.deposits()) {
      block.add(deposit);
    }
    return block.seal();
  }
}
