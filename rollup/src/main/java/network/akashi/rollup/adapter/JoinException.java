package network.akashi.rollup.adapter;

import java.io.Serial;

/** Runs whose public values do not follow each other to the whole statement. */
public final class JoinException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public JoinException(String message) {
    super(message);
  }
}
