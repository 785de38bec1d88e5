package network.akashi.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the demo with one or more nodes; may be killed, paused and started again. */
final class NodeProcess implements AutoCloseable {
  private final String name;
  private final List<Path> configs;
  private final Path log;
  private final String heap;
  private Process process;

  NodeProcess(String name, List<Path> configs, Path log, String heap) {
    this.name = name;
    this.configs = List.copyOf(configs);
    this.log = log;
    this.heap = heap;
    this.process = launch();
  }

  private Process launch() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!flag.startsWith("-Xmx") && !flag.startsWith("-agentlib") && !flag.startsWith("@")) {
        command.add(flag);
      }
    }
    command.add("-Xmx" + heap);
    command.add("-XX:+UseSerialGC");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("network.akashi.node.daemon.Main");
    configs.forEach(each -> command.add(each.toString()));
    try {
      // The child ends when its standard input does: so it never outlives this process.
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  /** How the operating system calls it. */
  synchronized long pid() {
    return process.pid();
  }

  /**
   * Does nothing while it runs.
   *
   * @throws DemoException if it has ended
   */
  synchronized void requireAlive() {
    if (!process.isAlive()) {
      throw new DemoException(
          "%s ended with status %d".formatted(name, process.exitValue()), log + " says why");
    }
  }

  synchronized boolean isAlive() {
    return process.isAlive();
  }

  /** As kill -9. */
  synchronized void kill() {
    process.destroyForcibly();
    await();
  }

  synchronized void restart() {
    if (!process.isAlive()) {
      process = launch();
    }
  }

  /** Neither runs nor dies. */
  synchronized void pause() {
    signal("-STOP");
  }

  synchronized void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await() {
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    if (process.isAlive()) {
      resume();
      process.destroyForcibly();
      await();
    }
  }
}
