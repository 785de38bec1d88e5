package network.akashi.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import network.akashi.bench.ExecutorBench;
import network.akashi.bench.ExecutorRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Prints how fast guests run without being proven. */
@Command(
    name = "executor",
    description = {
      "Measure how fast guests run without being proven: translated to bytecode, the first time and"
          + " when warm; interpreted; and with their trace recorded. MHz of CPU time.",
      "Takes about half a minute."
    })
final class BenchExecutorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--guests",
      paramLabel = "FOLDER",
      defaultValue = "guests/elf",
      description = "Where the guests lie (default: ${DEFAULT-VALUE}).")
  private Path guests;

  @Option(names = "--json", description = "Print one JSON document instead of the table.")
  private boolean json;

  @Option(names = "--goals", description = "End with status 1 if a goal is missed.")
  private boolean goals;

  @Override
  public Integer call() {
    List<ExecutorRow> rows;
    try (Progress progress = new Progress(spec.commandLine().getErr())) {
      rows = ExecutorBench.run(guests, progress::show);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? json(rows) : table(rows));
    out.flush();
    return goals && rows.stream().anyMatch(ExecutorRow::missed) ? ExitCode.NEGATIVE : ExitCode.OK;
  }

  private static String table(List<ExecutorRow> rows) {
    StringJoiner table = new StringJoiner(System.lineSeparator());
    table.add("                                 cells/  translated, MHz  interpreted, MHz");
    table.add("guest                   cycles    cycle    first     warm    plain  recorded");
    for (ExecutorRow row : rows) {
      table.add(
          "%-16s %,13d %8.1f %8.0f %8.0f %8.0f %9.0f%s"
              .formatted(
                  row.guest(),
                  row.cycles(),
                  row.cellsPerCycle(),
                  row.first(),
                  row.translated(),
                  row.interpreted(),
                  row.recorded(),
                  row.missed() ? "  MISSED" : ""));
    }
    table.add(
        "goal: warm ≥ %.0f, aim %.0f"
            .formatted(ExecutorRow.MUST_MEGAHERTZ, ExecutorRow.AIM_MEGAHERTZ));
    return table.toString();
  }

  private static String json(List<ExecutorRow> rows) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("mustMegahertz", ExecutorRow.MUST_MEGAHERTZ);
    json.put("aimMegahertz", ExecutorRow.AIM_MEGAHERTZ);
    for (ExecutorRow row : rows) {
      json.withArray("guests")
          .addObject()
          .put("guest", row.guest())
          .put("cycles", row.cycles())
          .put("cellsPerCycle", row.cellsPerCycle())
          .put("firstMegahertz", row.first())
          .put("translatedMegahertz", row.translated())
          .put("interpretedMegahertz", row.interpreted())
          .put("recordedMegahertz", row.recorded())
          .put("missed", row.missed());
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }
}
