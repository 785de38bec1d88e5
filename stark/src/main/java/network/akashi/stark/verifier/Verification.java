package network.akashi.stark.verifier;

/** The verifier's answer: yes, or one of a closed list of noes. */
public sealed interface Verification {
  /** The statement is proven. */
  record Accepted() implements Verification {}

  /** It is not. */
  record Rejected(Rejection reason) implements Verification {}

  default boolean isAccepted() {
    return this instanceof Accepted;
  }
}
