package network.akashi.node.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.DoubleSupplier;

/** Counters and gauges, in the text format of Prometheus (version 0.0.4). */
public final class Metrics {
  private final Map<String, DoubleAdder> counters = new ConcurrentSkipListMap<>();
  private final Map<String, DoubleSupplier> gauges = new ConcurrentSkipListMap<>();

  /**
   * Counts.
   *
   * @param name with labels, such as {@code akashi_jobs_total{stage="PAID"}}
   */
  public void count(String name, double more) {
    counters.computeIfAbsent(name, _ -> new DoubleAdder()).add(more);
  }

  /** Measures whenever somebody reads. */
  public void gauge(String name, DoubleSupplier value) {
    gauges.put(name, value);
  }

  /** All of it. */
  public String text() {
    Map<String, String> lines = new TreeMap<>();
    counters.forEach((name, value) -> lines.put(name, number(value.sum())));
    gauges.forEach((name, value) -> lines.put(name, number(value.getAsDouble())));
    StringBuilder text = new StringBuilder();
    String family = "";
    for (Map.Entry<String, String> line : lines.entrySet()) {
      String name = line.getKey().replaceAll("\\{.*", "");
      if (!name.equals(family)) {
        family = name;
        text.append("# TYPE ").append(name);
        text.append(name.endsWith("_total") ? " counter\n" : " gauge\n");
      }
      text.append(line.getKey()).append(' ').append(line.getValue()).append('\n');
    }
    return text.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
