package network.akashi.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.akashi.node.demo.Demo;
import network.akashi.node.demo.DemoException;
import network.akashi.node.demo.DemoOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole network on one laptop. */
@Command(
    name = "demo",
    description = {
      "Run the whole network on this machine: a local chain (anvil, installed from npm into .build),"
          + " the contracts, a rollup's sequencer, provers as processes of their own, attesters and"
          + " a watcher. Signed transfers become batches, batches are proven, attested and paid for.",
      "Shows what happens, and ends with a table. Exit status 0 only if every batch was attested"
          + " and rederiving the rollup from L1 gives the same."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int CROWD = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--provers",
      paramLabel = "N",
      defaultValue = "3",
      description = "Provers, with keys and bonds of their own (default: ${DEFAULT-VALUE}).")
  private int provers;

  @Option(
      names = "--processes",
      paramLabel = "N",
      description = "Processes that they are spread over (default: up to 9, one each; else 2).")
  private Optional<Integer> processes;

  @Option(
      names = "--block-time",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "Time between blocks of the local chain (default: ${DEFAULT-VALUE}).")
  private double blockSeconds;

  @Option(
      names = "--batches",
      paramLabel = "B",
      defaultValue = "4",
      description = "Batches to be settled (default: ${DEFAULT-VALUE}).")
  private int batches;

  @Option(
      names = "--rate",
      paramLabel = "TPS",
      defaultValue = "1",
      description = "Transfers a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--chaos",
      description = "Kill and pause provers, so that standbys step in and the guilty are slashed.")
  private boolean chaos;

  @Option(
      names = "--runs",
      description = "Single runs of a small program instead of a rollup's batches.")
  private boolean runs;

  @Option(names = "--json", description = "End with one JSON document instead of a table.")
  private boolean json;

  @Override
  public Integer call() {
    int spread = processes.orElse(provers < CROWD ? provers : 2);
    if (provers < 1 || spread < 1 || batches < 1 || !(rate > 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "--provers, --processes and --batches are at least 1, --rate above 0");
    }
    if (!(blockSeconds >= 0.05 && blockSeconds <= 15)) {
      throw new ParameterException(spec.commandLine(), "--block-time is from 0.05 to 15 seconds");
    }
    if (chaos && spread < provers) {
      throw new ParameterException(spec.commandLine(), "--chaos needs a process for each prover");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter progress = json ? spec.commandLine().getErr() : out;
    Path root = Path.of(System.getProperty("akashi.root", ".")).toAbsolutePath().normalize();
    Path folder = folder(root);
    try {
      Demo.Result result =
          ChainFailures.translate(() ->
              Demo.run(
                  new DemoOptions(
                      provers, spread, batches, rate, chaos, runs, blockSeconds, root, folder),
                  line -> {
                    progress.println(line);
                    progress.flush();
                  }));
      out.print(json ? result.json().toString() + System.lineSeparator() : result.text());
      out.flush();
      return result.success() ? ExitCode.OK : ExitCode.NEGATIVE;
    } catch (DemoException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e.advice());
    }
  }

  private static Path folder(Path root) {
    try {
      Path build = Files.createDirectories(root.resolve(".build"));
      return Files.createTempDirectory(build, "demo-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
