package network.akashi.node.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import network.akashi.node.http.Wire;
import tools.jackson.databind.node.ObjectNode;

/** Resident memory of processes, as the operating system counts it. */
record Footprint(Set<NodeProcess> processes) {
  private static final double KIB_PER_GIB = 1 << 20;

  /** KiB by process; without those that cannot be asked. */
  private Map<String, Long> kib() {
    Map<String, Long> kib = new LinkedHashMap<>();
    for (NodeProcess process : processes) {
      resident(process.pid()).ifPresent(each -> kib.put(process.name(), each));
    }
    return kib;
  }

  private static OptionalLong resident(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (IOException | NumberFormatException thereIsNoPs) {
      return OptionalLong.empty();
    }
  }

  String text() {
    double sum = kib().values().stream().mapToLong(Long::longValue).sum();
    return "%-34s %.2f GiB in %d processes%n"
        .formatted("resident memory of provers", sum / KIB_PER_GIB, kib().size());
  }

  ObjectNode json() {
    ObjectNode json = Wire.object();
    kib().forEach((name, each) -> json.put(name + "KiB", each));
    return json;
  }
}
