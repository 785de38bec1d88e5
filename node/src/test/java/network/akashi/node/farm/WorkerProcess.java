package network.akashi.node.farm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.akashi.chain.store.PostgresUrl;

/** A worker in a JVM of its own, that real signals are sent to. */
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  WorkerProcess(String farm, String name, int leaseSeconds, Path folder) {
    this.log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("--") || flag.startsWith("-XX")) {
        command.add(flag);
      }
    }
    command.addAll(
        List.of(
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerProcess.class.getName(),
            farm,
            name,
            Integer.toString(leaseSeconds)));
    try {
      this.process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the process runs. */
  public static void main(String[] args) throws InterruptedException {
    WorkerProfile profile =
        new WorkerProfile(
            args[1], List.of(), 1_024, List.of(), Duration.ofSeconds(Long.parseLong(args[2])));
    try (WorkerMain worker =
        WorkerMain.start(
            PostgresUrl.parse(args[0]), profile, 1, "127.0.0.1", 0, Duration.ofMinutes(2))) {
      worker.join();
    }
  }

  /** Sends KILL, STOP, CONT or TERM. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean said(String text) {
    try {
      return Files.readString(log).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
