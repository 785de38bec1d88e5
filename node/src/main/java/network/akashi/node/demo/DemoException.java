package network.akashi.node.demo;

import java.io.Serial;

/** The demo cannot go on, for a reason outside of what it shows. */
public final class DemoException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String advice;

  DemoException(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  DemoException(String message, String advice, Throwable cause) {
    super(message, cause);
    this.advice = advice;
  }

  /** What to do about it. */
  public String advice() {
    return advice;
  }
}
