package network.akashi.node.farm;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import network.akashi.node.http.Bouncer;
import network.akashi.node.http.NodeServer;
import network.akashi.node.http.NodeServer.Reply;
import network.akashi.node.http.Wire;
import network.akashi.node.metrics.Metrics;
import tools.jackson.databind.node.ObjectNode;

/** Says how a worker is: {@code /health} and {@code /metrics}. */
public final class WorkerServer implements AutoCloseable {
  private static final double REQUESTS_PER_SECOND = 50;

  private final NodeServer server;

  private WorkerServer(NodeServer server) {
    this.server = server;
  }

  /** Answers about a worker; port 0 takes any free one. */
  public static WorkerServer start(Worker worker, String host, int port) {
    Bouncer callers =
        new Bouncer(
            InstantSource.system(),
            REQUESTS_PER_SECOND,
            4 * REQUESTS_PER_SECOND,
            Duration.ofMinutes(5));
    NodeServer server = NodeServer.bind(host, port, callers);
    Metrics metrics = new Metrics();
    metrics.gauge("akashi_worker_tasks_done_total", () -> worker.state().done());
    metrics.gauge("akashi_worker_tasks_failed_total", () -> worker.state().failed());
    metrics.gauge("akashi_worker_tasks_lost_total", () -> worker.state().lost());
    metrics.gauge("akashi_worker_busy", () -> worker.state().task().isPresent() ? 1 : 0);
    metrics.gauge("akashi_worker_healthy", () -> worker.state().trouble().isEmpty() ? 1 : 0);
    server
        .on("GET", "/health", _ -> health(worker.state()))
        .on("GET", "/metrics", _ -> Reply.text(200, metrics.text()));
    server.start();
    return new WorkerServer(server);
  }

  private static Reply health(WorkerState state) {
    boolean fine = state.trouble().isEmpty() && !state.isDraining();
    ObjectNode json =
        Wire.object()
            .put("healthy", fine)
            .put("name", state.name())
            .put("draining", state.isDraining())
            .put("done", state.done())
            .put("failed", state.failed())
            .put("lost", state.lost());
    state.task().ifPresent(task -> json.put("task", task.toString()));
    state.trouble().ifPresent(why -> json.put("trouble", why));
    return Reply.json(fine ? 200 : 503, json);
  }

  /** Where it answers. */
  public URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }
}
