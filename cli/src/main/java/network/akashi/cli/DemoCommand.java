package network.akashi.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      "Shows what happens, and ends with a table. Exit status 0 only if every batch was attested,"
          + " rederiving the rollup from L1 gives the same, money is conserved to the wei, and nobody"
          + " was slashed whom nothing was done to."
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
      description =
          "Kill, pause and corrupt provers, so that standbys step in and the guilty are slashed.")
  private boolean chaos;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the order in which chaos comes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Run so many demos one after the other, with seeds that count up; exit status 0 only if all"
              + " went well (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--runs",
      description = "Single runs of a small program instead of a rollup's batches.")
  private boolean runs;

  @Option(names = "--json", description = "End with one JSON document instead of a table.")
  private boolean json;

  @Override
  public Integer call() {
    int spread = processes.orElse(provers < CROWD ? provers : 2);
    if (provers < 1 || spread < 1 || batches < 1 || repeat < 1 || !(rate > 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "--provers, --processes, --batches and --repeat are at least 1, --rate above 0");
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
    List<Demo.Result> results = new ArrayList<>();
    for (int run = 0; run < repeat; run++) {
      Demo.Result result =
          run(
              new DemoOptions(
                  provers,
                  spread,
                  batches,
                  rate,
                  chaos,
                  seed + run,
                  runs,
                  blockSeconds,
                  root,
                  folder(root)),
              progress);
      results.add(result);
      if (json) {
        out.println(result.json());
      } else {
        out.print(result.text());
      }
      out.flush();
    }
    if (repeat > 1) {
      progress.print(DemoSeries.text(results, seed));
      progress.flush();
    }
    return results.stream().allMatch(Demo.Result::success) ? ExitCode.OK : ExitCode.NEGATIVE;
  }

  private static Demo.Result run(DemoOptions options, PrintWriter progress) {
    try {
      return ChainFailures.translate(() ->
          Demo.run(
              options,
              line -> {
                progress.println(line);
                progress.flush();
              }));
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
