package network.akashi.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line: its help is the map of the product. */
@Command(
    name = "akashi",
    description = {
      "Akashi is a decentralized prover network for rollups: an open market proves what a sequencer"
          + " orders, and a small contract on L1 verifies it.",
      ""
    },
    versionProvider = Version.class,
    subcommands = {
      ExecuteCommand.class,
      ProveCommand.class,
      VerifyCommand.class,
      InspectCommand.class,
      DeployCommand.class,
      SequencerCommand.class,
      RollupCommand.class,
      DemoCommand.class,
      InitCommand.class,
      RegisterCommand.class,
      NodeCommand.Prover.class,
      NodeCommand.Attester.class,
      NodeCommand.Aggregator.class,
      NodeCommand.Watcher.class,
      WorkerCommand.class,
      NodeQuery.Status.class,
      NodeQuery.Jobs.class,
      NodeQuery.Explain.class,
      SecurityCommand.class,
      BenchCommand.class,
      CheckCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done, and the answer is yes",
      "1:done, and the answer is no (a proof is not valid, a test fails)",
      "2:the command line is wrong",
      "3:could not be carried out"
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  JAVA_HOME          the JDK 25 to use (looked for elsewhere when it is older)",
      "  AKASHI_JAVA_OPTS   more JVM flags, such as -Xmx8g or -Dakashi.vector.bits=256",
      "  AKASHI_DEBUG       when not empty, as --debug"
    })
final class AkashiCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show what this command does, and stop.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version, and stop.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean version;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say on standard error what is going on.")
  private boolean verbose;

  @Option(
      names = "--log",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      defaultValue = "text",
      description =
          "How to say it: ${COMPLETION-CANDIDATES}. 'json' is an object a line, with time, level,"
              + " logger, message, and request and error code where there are; it says what 'text'"
              + " says with --verbose only.")
  private Logging.Form log = Logging.Form.text;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  boolean verbose() {
    return verbose;
  }

  Logging.Form log() {
    return log;
  }

  boolean debug() {
    return debug || !System.getenv().getOrDefault("AKASHI_DEBUG", "").isEmpty();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
