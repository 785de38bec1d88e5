package network.akashi.rollup.state;

import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;

/**
 * All that determines a block, given its parent.
 *
 * @param timestamp Unix seconds, unsigned, at least the parent's
 * @param forced tried first
 * @param transactions tried then; any bytes
 * @param deposits credited last
 */
public record BlockInputs(
    long timestamp,
    Address beneficiary,
    Bytes32 prevRandao,
    List<ForcedTransaction> forced,
    List<Bytes> transactions,
    List<Deposit> deposits) {
  public BlockInputs {
    forced = List.copyOf(forced);
    transactions = List.copyOf(transactions);
    deposits = List.copyOf(deposits);
  }
}
