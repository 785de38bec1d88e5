package network.akashi.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import network.akashi.bench.GoalFigure;
import network.akashi.bench.StarkBench;
import network.akashi.bench.StarkReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints how fast whole proofs are made. */
@Command(
    name = "stark",
    description = {
      "Measure whole proofs of a table of 40 columns with 0.6 bus fractions per cell: cells per"
          + " second by phase, memory, proof size, verification.",
      "Takes about half a minute for 2^23 cells. Figures are wall times: leave the machine alone."
    })
final class BenchStarkCommand implements Callable<Integer> {
  private static final int LEAST_CELLS = 18;
  private static final int MOST_CELLS = 26;

  @Spec private CommandSpec spec;
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private SecurityOption security = new SecurityOption();

  @Option(names = "--json", description = "Print one JSON document instead of the table.")
  private boolean json;

  @Option(names = "--goals", description = "End with status 1 if a goal is missed.")
  private boolean goals;

  @Option(
      names = "--log-cells",
      paramLabel = "K",
      defaultValue = "23",
      description = "Prove 2^K cells, 18 to 26; default ${DEFAULT-VALUE}.")
  private int logCells;

  @Override
  public Integer call() {
    if (logCells < LEAST_CELLS || logCells > MOST_CELLS) {
      throw new ParameterException(
          spec.commandLine(),
          "--log-cells: must be %d to %d, is %d".formatted(LEAST_CELLS, MOST_CELLS, logCells));
    }
    int count = threads.checked(spec);
    checkHeap();
    StarkReport report;
    try (Progress progress = new Progress(spec.commandLine().getErr())) {
      report = StarkBench.run(security.named(spec), logCells, count, progress::show);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? StarkJson.of(report) : StarkTable.of(report));
    out.flush();
    boolean missed = report.figures().stream().anyMatch(GoalFigure::missed);
    return goals && missed ? ExitCode.NEGATIVE : ExitCode.OK;
  }

  /** Trace, code word and LogUp tree take some 100 bytes for each cell. */
  private void checkHeap() {
    long needed = 100L << logCells;
    long heap = Runtime.getRuntime().maxMemory();
    if (heap < needed) {
      throw new CommandFailure(
          "2^%d cells need a heap of about %d MiB, this JVM has %d MiB"
              .formatted(logCells, needed >> 20, heap >> 20),
          "set AKASHI_JAVA_OPTS=-Xmx%dg, or choose a smaller --log-cells"
              .formatted((needed >> 30) + 1));
    }
  }
}
