package network.akashi.cli;

import java.util.OptionalDouble;
import network.akashi.bench.Figures;
import network.akashi.bench.Goal;
import network.akashi.bench.KernelReport;
import network.akashi.bench.KernelRow;
import network.akashi.bench.Machine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@link KernelReport} as one JSON document. Names end in their unit; what could not be measured
 * is {@code null}.
 */
final class KernelJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private KernelJson() {}

  static String of(KernelReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    machine(json.putObject("machine"), report.machine());
    json.put("provider", report.provider());
    json.put("shareOfCore", report.shareOfCore());
    for (KernelRow row : report.rows()) {
      row(json.withArray("kernels").addObject(), row);
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  static void machine(ObjectNode json, Machine machine) {
    json.put("cpu", machine.cpu());
    json.put("cores", machine.cores());
    machine.caches().forEach(json.putArray("caches")::add);
    json.put("memoryBytes", machine.memoryBytes());
    json.put("jdk", machine.jdk());
    json.put("os", machine.os());
    json.put("load", machine.load());
  }

  private static void row(ObjectNode json, KernelRow row) {
    json.put("id", row.id());
    json.put("title", row.title());
    json.put("item", row.item());
    json.put("itemsPerCall", row.itemsPerCall());
    if (row.vector().isPresent()) {
      figures(json.putObject("vector"), row.vector().get());
    } else {
      json.putNull("vector");
    }
    figures(json.putObject("scalar"), row.scalar());
    put(json, "ratio", row.ratio());
    row.goal().ifPresent(goal -> goal(json.putObject("goal"), goal, row));
  }

  private static void figures(ObjectNode json, Figures figures) {
    json.put("oneThreadNanos", figures.oneThread());
    put(json, "twoThreadsNanos", figures.twoThreads());
    json.put("warmUpSeconds", figures.warmUpSeconds());
  }

  private static void goal(ObjectNode json, Goal goal, KernelRow row) {
    json.put("unit", goal.quantity().symbol());
    json.put("moreIsBetter", goal.quantity().moreIsBetter());
    json.put("threads", goal.threads());
    json.put("must", goal.must());
    json.put("aim", goal.aim());
    put(json, "achieved", row.achieved());
    json.put("missed", row.missed());
  }

  private static void put(ObjectNode json, String name, OptionalDouble value) {
    if (value.isPresent()) {
      json.put(name, value.getAsDouble());
    } else {
      json.putNull(name);
    }
  }
}
