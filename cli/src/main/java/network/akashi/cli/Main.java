package network.akashi.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Where the process starts and where its exit status is decided. */
public final class Main {
  private Main() {}

  /** Runs the command line {@code args} and ends the process with an {@link ExitCode}. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** As {@link #main}, with the streams given and the status returned. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  static CommandLine commandLine() {
    AkashiCommand root = new AkashiCommand();
    IExecutionStrategy strategy =
        parsed -> {
          Logging.toStandardError(root.verbose(), root.log());
          return runLast(parsed);
        };
    return new CommandLine(root)
        .setExecutionStrategy(strategy)
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new ExecutionErrors(root))
        .setUsageHelpAutoWidth(true)
        .setUsageHelpLongOptionsMaxWidth(24);
  }

  private static int runLast(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (OutOfMemoryError full) {
      CommandFailure failure =
          new CommandFailure(
              "the memory of %,d MiB that Java may use is full"
                  .formatted(Runtime.getRuntime().maxMemory() >> 20),
              "give it more, for example AKASHI_JAVA_OPTS=-Xmx16g, or prove a smaller run");
      throw new ExecutionException(
          parsed.commandSpec().commandLine(), failure.getMessage(), failure);
    }
  }
}
