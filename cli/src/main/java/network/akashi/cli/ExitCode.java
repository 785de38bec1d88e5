package network.akashi.cli;

/** What a process of ours ends with, so that scripts need not read its text. */
final class ExitCode {
  /** Done, and the answer is yes. */
  static final int OK = 0;

  /** Done, and the answer is no: a proof is rejected, a test fails, a goal is missed. */
  static final int NEGATIVE = 1;

  /** The command line is wrong; nothing was done. */
  static final int USAGE = 2;

  /** Could not be carried out: a file cannot be read, memory is short, or there is a bug. */
  static final int FAILED = 3;

  private ExitCode() {}
}
