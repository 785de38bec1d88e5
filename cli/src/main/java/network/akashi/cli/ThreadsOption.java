package network.akashi.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that says how many threads a benchmark proves on. */
final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Prove on N threads; default ${DEFAULT-VALUE}.")
  private int threads = 2;

  /** The number, which is at least 1. */
  int checked(CommandSpec spec) {
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads: must be at least 1, is " + threads);
    }
    return threads;
  }
}
