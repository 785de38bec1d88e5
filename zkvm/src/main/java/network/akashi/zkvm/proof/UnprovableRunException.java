package network.akashi.zkvm.proof;

import java.io.Serial;

/** A run that no proof will be made of. The message says why, {@link #advice()} what to do. */
public final class UnprovableRunException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String advice;

  UnprovableRunException(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  public String advice() {
    return advice;
  }
}
