package network.akashi.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import network.akashi.chain.store.DatabaseException;
import network.akashi.chain.store.PostgresUrl;
import network.akashi.node.farm.WorkerMain;
import network.akashi.node.farm.WorkerNames;
import network.akashi.node.farm.WorkerProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proves for a farm until the process is asked to end. */
@Command(
    name = "worker",
    description = {
      "Prove runs for the nodes of a farm: take tasks from its PostgreSQL database, hand proofs in.",
      "It needs no key and no chain; inputs and programs come from the database. When it is asked to"
          + " end (SIGTERM), it finishes the task in hand, or gives it back."
    })
final class WorkerCommand implements Callable<Integer> {
  private static final int MOST_SECONDS = 86_400;

  @Spec private CommandSpec spec;
  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Option(
      names = "--farm",
      paramLabel = "URL",
      required = true,
      description = {
        "The farm's database, postgresql://USER@HOST:PORT/DATABASE, as in the nodes' configuration.",
        "A password can be in PGPASSWORD or in ~/.pgpass."
      })
  private String farm = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What it is called there (default: host and process).")
  private String name = "";

  @Option(
      names = "--labels",
      paramLabel = "LABEL",
      split = ",",
      description = "What it can do, such as gpu,site=home: tasks may ask for that.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--memory-mib",
      paramLabel = "MIB",
      defaultValue = "0",
      description = "Memory that tasks may ask for (default: this JVM's heap).")
  private int memoryMib;

  @Option(
      names = "--program",
      paramLabel = "ID",
      description = "Prove this program only, 64 hex digits; more than one if wanted.")
  private List<String> programs = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where /health and /metrics are; 0 takes any free one (default).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address for /health and /metrics (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--lease-seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "Silent for so long, it loses its task to another (default: ${DEFAULT-VALUE}).")
  private int leaseSeconds;

  @Option(
      names = "--drain-seconds",
      paramLabel = "S",
      defaultValue = "300",
      description =
          "Time to finish the task in hand when asked to end (default: ${DEFAULT-VALUE}).")
  private int drainSeconds;

  @Override
  public Integer call() {
    range("--lease-seconds", leaseSeconds, 1);
    range("--drain-seconds", drainSeconds, 0);
    int count = threads.checked(spec);
    PostgresUrl url;
    WorkerProfile profile;
    try {
      url = PostgresUrl.parse(farm);
      profile =
          new WorkerProfile(
              name.isEmpty() ? WorkerNames.ofThisProcess() : name,
              labels,
              memoryMib == 0 ? WorkerNames.heapMib() : memoryMib,
              programs.stream().map(WorkerCommand::program).toList(),
              Duration.ofSeconds(leaseSeconds));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "worker: " + e.getMessage(), e);
    }
    Duration patience = Duration.ofSeconds(drainSeconds);
    try (WorkerMain worker = WorkerMain.start(url, profile, count, host, port, patience)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("worker %s for %s".formatted(profile.name(), url));
      out.println("health %s/health".formatted(worker.address()));
      out.flush();
      worker.join();
      return ExitCode.OK;
    } catch (DatabaseException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "look whether --farm is what the nodes' work.farm is");
    } catch (UncheckedIOException e) {
      throw new CommandFailure(
          "%s:%d: cannot be listened at: %s".formatted(host, port, e.getMessage()),
          "name another --port; 0 takes any free one");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    }
  }

  private void range(String option, int value, int least) {
    if (value < least || value > MOST_SECONDS) {
      throw new ParameterException(
          spec.commandLine(),
          "%s: must be %d to %d, is %d".formatted(option, least, MOST_SECONDS, value));
    }
  }

  private static String program(String id) {
    String digits = id.startsWith("0x") ? id.substring(2) : id;
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException("--program: must be 64 hex digits, is '" + id + "'");
    }
    return digits.toLowerCase(java.util.Locale.ROOT);
  }
}
