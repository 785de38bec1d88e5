package network.akashi.stark.verifier;

/** Carries a rejection from where it is found up to {@link Verifier}; never leaves the package. */
final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Rejection reason;

  RejectedException(Rejection reason) {
    super(reason.explanation(), null, false, false);
    this.reason = reason;
  }

  Rejection reason() {
    return reason;
  }
}
