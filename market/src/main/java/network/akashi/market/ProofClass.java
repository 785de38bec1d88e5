package network.akashi.market;

import java.util.Optional;

/** How a result is known to be true. */
public enum ProofClass {
  /** A quorum of bonded attesters verified the STARK and signed: fast, backed by stake only. */
  ATTESTED(1),
  /** A validity proof checked on chain: the only class that moves money out of a rollup. */
  PROVEN(2),
  /** A proof system of somebody else, behind an adapter. */
  EXTERNAL(3);

  /** All classes, as a mask. */
  static final int ALL = ATTESTED.bit() | PROVEN.bit() | EXTERNAL.bit();

  private final int number;

  ProofClass(int number) {
    this.number = number;
  }

  /** The number that stands for it on chain. */
  public int number() {
    return number;
  }

  /** Its bit in a mask of classes. */
  public int bit() {
    return 1 << number;
  }

  /** The class of a number, if there is one. */
  public static Optional<ProofClass> of(int number) {
    for (ProofClass proofClass : values()) {
      if (proofClass.number == number) {
        return Optional.of(proofClass);
      }
    }
    return Optional.empty();
  }
}
