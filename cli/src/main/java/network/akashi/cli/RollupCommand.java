package network.akashi.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what users and watchers of the reference rollup need. */
@Command(
    name = "rollup",
    description = "Leave the reference rollup, rebuild it from L1, or begin one.",
    subcommands = {
      RollupWithdrawCommand.class,
      RollupDeriveCommand.class,
      RollupGenesisCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class RollupCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do with the rollup");
  }
}
