package network.akashi.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import network.akashi.node.config.ConfigException;
import network.akashi.node.config.NodeConfig;
import network.akashi.node.config.NodeConfigFile;
import network.akashi.node.config.Role;
import network.akashi.node.daemon.Main.Nodes;
import network.akashi.node.work.WorkException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs nodes until the process is asked to end. */
abstract class NodeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "Configuration of a node ('akashi init' writes one); more than one for several nodes in"
              + " one process.")
  private List<Path> configs = new ArrayList<>();

  private final Set<Role> roles;

  NodeCommand(Set<Role> roles) {
    this.roles = Set.copyOf(roles);
  }

  @Override
  public Integer call() {
    if (configs.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "missing --config");
    }
    try {
      List<NodeConfig> read = configs.stream().map(this::read).toList();
      try (Nodes nodes = ChainFailures.translate(() -> Nodes.start(read))) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("%d nodes are running".formatted(nodes.size()));
        out.flush();
        nodes.join();
      }
      return ExitCode.OK;
    } catch (ConfigException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "'akashi init' writes a file with every key explained");
    } catch (WorkException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "look whether another node runs there");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    }
  }

  private NodeConfig read(Path file) {
    NodeConfig config = NodeConfigFile.read(file);
    if (!config.roles().containsAll(roles)) {
      throw new CommandFailure(
          "%s: [node] roles does not have %s".formatted(file, roles),
          "add it there, or use the command of a role that it has");
    }
    return config;
  }

  /** Proves. */
  @Command(
      name = "prover",
      description = "Run a node that proves (and whatever else its configuration says).")
  static final class Prover extends NodeCommand {
    Prover() {
      super(Set.of(Role.PROVER));
    }
  }

  /** Attests. */
  @Command(name = "attester", description = "Run a node that verifies proofs and signs for them.")
  static final class Attester extends NodeCommand {
    Attester() {
      super(Set.of(Role.ATTESTER));
    }
  }

  /** Collects signatures. */
  @Command(name = "aggregator", description = "Run a node that collects signatures and posts them.")
  static final class Aggregator extends NodeCommand {
    Aggregator() {
      super(Set.of(Role.AGGREGATOR));
    }
  }

  /** Watches. */
  @Command(
      name = "watcher",
      description = "Run a node that checks all results, and does what is due and nobody's duty.")
  static final class Watcher extends NodeCommand {
    Watcher() {
      super(Set.of(Role.WATCHER));
    }
  }
}
