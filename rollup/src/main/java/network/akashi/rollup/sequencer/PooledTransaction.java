package network.akashi.rollup.sequencer;

import java.math.BigInteger;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Transfer;

/**
 * A transfer that waits.
 *
 * @param transfer well-formed, for this chain, and signed
 * @param sender who signed it
 */
public record PooledTransaction(Transfer transfer, Address sender) {
  /** Its name. */
  public Bytes32 hash() {
    return transfer.hash();
  }

  /** Its place among the sender's transactions. */
  public long nonce() {
    return transfer.nonce();
  }

  BigInteger cost() {
    return transfer.maxCost();
  }

  BigInteger maxFee() {
    return transfer.maxFee();
  }

  BigInteger maxTip() {
    return transfer.maxTip();
  }
}
