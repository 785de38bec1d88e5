package network.akashi.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import network.akashi.bench.GoalFigure;
import network.akashi.bench.ProverBench;
import network.akashi.bench.ProverReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints how fast runs of guests are proven. */
@Command(
    name = "prover",
    description = {
      "Measure proofs of guests, from input to proof, in a warm process: cycles per second, memory,"
          + " size, verification, cells per cycle by chip.",
      "Takes some minutes. Figures are wall times: leave the machine alone."
    })
final class BenchProverCommand implements Callable<Integer> {
  private static final int LEAST_CYCLES = 16;
  private static final int MOST_CYCLES = 21;

  @Spec private CommandSpec spec;
  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Option(
      names = "--guest",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "Measure only this guest: fibonacci, sort, bigint, keccak-chain or secp256k1-recover.")
  private String guest;

  @Option(
      names = "--guests",
      paramLabel = "FOLDER",
      defaultValue = "guests/elf",
      description = "Where the guests lie (default: ${DEFAULT-VALUE}).")
  private Path guests;

  @Option(
      names = "--log-cycles",
      paramLabel = "K",
      defaultValue = "20",
      description = "Sustained runs take up to 2^K cycles, 16 to 21; default ${DEFAULT-VALUE}.")
  private int logCycles;

  @Option(names = "--json", description = "Print one JSON document instead of the table.")
  private boolean json;

  @Option(names = "--goals", description = "End with status 1 if a goal is missed.")
  private boolean goals;

  @Override
  public Integer call() {
    if (logCycles < LEAST_CYCLES || logCycles > MOST_CYCLES) {
      throw new ParameterException(
          spec.commandLine(),
          "--log-cycles: must be %d to %d, is %d".formatted(LEAST_CYCLES, MOST_CYCLES, logCycles));
    }
    int count = threads.checked(spec);
    if (!guest.isEmpty() && !ProverBench.GUESTS.contains(guest)) {
      throw new ParameterException(
          spec.commandLine(),
          "--guest: must be one of %s, is %s".formatted(ProverBench.GUESTS, guest));
    }
    ProverReport report;
    try (Progress progress = new Progress(spec.commandLine().getErr())) {
      report = ProverBench.run(guests, guest, logCycles, count, progress::show);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? ProverFormats.json(report) : ProverFormats.table(report));
    out.flush();
    boolean missed = report.figures().stream().anyMatch(GoalFigure::missed);
    return goals && missed ? ExitCode.NEGATIVE : ExitCode.OK;
  }
}
