package network.akashi.cli;

import java.io.Serial;

/**
 * A command could not be carried out, for a reason outside the program.
 *
 * <p>The message says what is wrong and where, {@link #advice()} what to do about it; together they
 * are all that a user sees.
 */
final class CommandFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String advice;

  CommandFailure(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
