package network.akashi.market;

import java.math.BigInteger;

/**
 * A prover as the world sees it.
 *
 * @param operator who runs it
 * @param payout who is paid
 * @param bond total bond, wei, including what is unbonding
 * @param unbonding part of the bond that is leaving, wei
 * @param releaseAt when that may be taken out, unix seconds
 * @param releaseBlock and from which block on
 * @param lockedUnits units that open assignments hold
 * @param capacity in units
 * @param weight sampling weight: the smaller of capacity and whole units of staying bond
 * @param terms what it offers
 * @param termsFrom first block in which these terms hold
 * @param blsKeyHash hash of its attestation key
 * @param condemned whether it signed a contradiction
 */
public record ProverView(
    Address operator,
    Address payout,
    BigInteger bond,
    BigInteger unbonding,
    long releaseAt,
    long releaseBlock,
    long lockedUnits,
    long capacity,
    long weight,
    Terms terms,
    long termsFrom,
    Bytes32 blsKeyHash,
    boolean condemned) {
  static final ProverView NOBODY =
      new ProverView(
          Address.ZERO,
          Address.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          0,
          0,
          0,
          0,
          0,
          Terms.NONE,
          0,
          Bytes32.ZERO,
          false);
}
