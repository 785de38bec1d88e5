package network.akashi.chain.abi;

import java.io.Serial;

/** A call or transaction was carried out and reverted. */
public final class RevertedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient RevertReason reason;

  public RevertedException(String what, RevertReason reason) {
    super(what + " was reverted: " + reason);
    this.reason = reason;
  }

  public RevertReason reason() {
    return reason;
  }

  /** The name of the custom error, or empty if it is none. */
  public String errorName() {
    return reason.errorName();
  }
}
