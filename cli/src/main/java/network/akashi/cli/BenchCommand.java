package network.akashi.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what measures. */
@Command(
    name = "bench",
    description = "Measure how fast this machine is.",
    subcommands = {
      BenchKernelsCommand.class,
      BenchStarkCommand.class,
      BenchExecutorCommand.class,
      BenchProverCommand.class,
      BenchJmhCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to measure");
  }
}
