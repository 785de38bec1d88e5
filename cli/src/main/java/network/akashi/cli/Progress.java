package network.akashi.cli;

import java.io.PrintWriter;

/**
 * One line on standard error that says what is going on, each overwriting the one before. Silent
 * where standard error is no terminal, which the door knows and the JVM does not.
 */
final class Progress implements AutoCloseable {
  private static final String TERMINAL_PROPERTY = "akashi.terminal";
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintWriter err;
  private final boolean terminal;

  Progress(PrintWriter err) {
    this(err, Boolean.getBoolean(TERMINAL_PROPERTY));
  }

  Progress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  void show(String what) {
    print(CLEAR_LINE + what);
  }

  @Override
  public void close() {
    print(CLEAR_LINE);
  }

  private void print(String text) {
    if (terminal) {
      err.print(text);
      err.flush();
    }
  }
}
