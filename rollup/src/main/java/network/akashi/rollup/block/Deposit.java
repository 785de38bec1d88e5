package network.akashi.rollup.block;

import java.math.BigInteger;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.rollup.rlp.Rlp;

/**
 * Money from L1. In a block it is an entry of the withdrawals list (EIP-4895): on Ethereum, what
 * the beacon chain withdraws arrives as what L1 deposits arrives here.
 *
 * @param index its place among all deposits, unsigned
 * @param amountGwei unsigned
 */
public record Deposit(long index, Address to, long amountGwei) {
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  /** The amount in wei. */
  public BigInteger amount() {
    return new BigInteger(Long.toUnsignedString(amountGwei)).multiply(GWEI);
  }

  /** {@code RLP[index, 0, to, amountGwei]}: a leaf of the withdrawals trie. */
  public Bytes encoded() {
    return Bytes.of(
        Rlp.list(
            Rlp.number(index), Rlp.number(0), Rlp.string(to.toArray()), Rlp.number(amountGwei)));
  }
}
