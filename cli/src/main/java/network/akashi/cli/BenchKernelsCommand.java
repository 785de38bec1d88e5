package network.akashi.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import network.akashi.bench.KernelBench;
import network.akashi.bench.KernelReport;
import network.akashi.bench.KernelRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the table of the kernels. */
@Command(
    name = "kernels",
    description = {
      "Measure the arithmetic kernels: nanoseconds per element or permutation, on one thread and on"
          + " two, with vectors and without, beside the goals for a machine of the Zen 4 class.",
      "Takes less than a minute. One-thread figures are CPU times and hold on a busy machine."
    })
final class BenchKernelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document instead of the table.")
  private boolean json;

  @Option(names = "--goals", description = "End with status 1 if a goal is missed.")
  private boolean goals;

  @Parameters(
      paramLabel = "KERNEL",
      description = "Only these kernels; the first column of the table names them.")
  private List<String> kernels = List.of();

  @Override
  public Integer call() {
    List<String> known = KernelBench.ids();
    for (String kernel : kernels) {
      if (!known.contains(kernel)) {
        throw new ParameterException(
            spec.commandLine(),
            "no such kernel: '%s'; there are %s".formatted(kernel, String.join(", ", known)));
      }
    }
    long heap = Runtime.getRuntime().maxMemory();
    if (heap < KernelBench.HEAP_BYTES) {
      throw new CommandFailure(
          "needs a heap of %d MiB, this JVM has %d MiB"
              .formatted(KernelBench.HEAP_BYTES >> 20, heap >> 20),
          "set AKASHI_JAVA_OPTS=-Xmx2g");
    }
    KernelReport report;
    try (Progress progress = new Progress(spec.commandLine().getErr())) {
      report = KernelBench.run(kernels.isEmpty() ? known : kernels, progress::show);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? KernelJson.of(report) : KernelTable.of(report));
    out.flush();
    boolean missed = report.rows().stream().anyMatch(KernelRow::missed);
    return goals && missed ? ExitCode.NEGATIVE : ExitCode.OK;
  }
}
