package network.akashi.node.daemon;

import java.util.List;
import java.util.TreeMap;
import network.akashi.node.farm.FarmStatus;
import network.akashi.node.farm.SharedRuns;
import network.akashi.node.http.Wire;
import network.akashi.node.metrics.Metrics;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a node says of its farm. */
final class FarmApi {
  private FarmApi() {}

  static ObjectNode json(SharedRuns farm) {
    FarmStatus status = farm.view().status();
    ObjectNode json =
        Wire.object()
            .put("reachable", farm.view().isReachable())
            .put("resultsRefused", farm.refused());
    ObjectNode tasks = json.putObject("tasks");
    new TreeMap<>(status.tasks()).forEach(tasks::put);
    ArrayNode workers = json.putArray("workers");
    for (FarmStatus.WorkerRow worker : status.workers()) {
      ObjectNode each =
          workers
              .addObject()
              .put("name", worker.name())
              .put("state", worker.state())
              .put("memoryMib", worker.memoryMib())
              .put("seenSecondsAgo", worker.seenSecondsAgo())
              .put("done", worker.done())
              .put("failed", worker.failed())
              .put("refused", worker.refused())
              .put("bannedFor", worker.bannedFor());
      ArrayNode labels = each.putArray("labels");
      worker.labels().forEach(labels::add);
    }
    ArrayNode leases = json.putArray("leases");
    for (FarmStatus.LeaseRow lease : status.leases()) {
      leases
          .addObject()
          .put("requestId", lease.request().toHex())
          .put("run", lease.run())
          .put("worker", lease.worker())
          .put("attempt", lease.attempt())
          .put("secondsLeft", lease.secondsLeft());
    }
    return json;
  }

  static void measure(SharedRuns farm, Metrics metrics) {
    metrics.gauge("akashi_farm_reachable", () -> farm.view().isReachable() ? 1 : 0);
    metrics.gauge("akashi_farm_workers", () -> farm.view().status().workersAtWork());
    metrics.gauge("akashi_farm_results_refused_total", farm::refused);
    for (String state : List.of("WAITING", "LEASED", "LOST", "DONE", "FAILED")) {
      metrics.gauge(
          "akashi_farm_tasks{state=\"%s\"}".formatted(state),
          () -> farm.view().status().count(state));
    }
  }
}
