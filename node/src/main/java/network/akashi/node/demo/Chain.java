package network.akashi.node.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.akashi.chain.Address;
import network.akashi.chain.Hex;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcRequest;

/**
 * A local chain: anvil, installed from npm into the project's build folder if it is not there. It
 * dies with this process, even if that is killed: a shell between them sees to it.
 */
final class Chain implements AutoCloseable {
  private static final String VERSION = "1.7.1";
  private static final String CHILD_OF_A_SHELL =
      "\"$@\" & child=$!; exec >/dev/null 2>&1; cat; kill -9 $child";
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Process shell;
  private final URI address;

  private Chain(Process shell, URI address) {
    this.shell = shell;
    this.address = address;
  }

  /**
   * Starts one.
   *
   * @param blockSeconds between two blocks
   */
  static Chain start(Path root, double blockSeconds, Consumer<String> progress) {
    Path binary = find(root).orElseGet(() -> install(root, progress));
    List<String> command = new ArrayList<>(List.of("sh", "-c", CHILD_OF_A_SHELL, "sh"));
    command.addAll(
        List.of(
            binary.toString(),
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--block-time",
            Double.toString(blockSeconds),
            "--slots-in-an-epoch",
            "4",
            "--balance",
            "1000000"));
    try {
      Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
      CompletableFuture<URI> address = new CompletableFuture<>();
      Thread.ofVirtual().name("anvil output").start(() -> read(shell, address));
      return new Chain(shell, address.get(60, TimeUnit.SECONDS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted", "start it again", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new DemoException(
          "anvil did not start: " + e.getMessage(), "run " + binary + " to see why", e);
    }
  }

  private static String packageName() {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return "anvil-%s-%s".formatted(mac ? "darwin" : "linux", arm ? "arm64" : "amd64");
  }

  private static Optional<Path> find(Path root) {
    Path inPackage = Path.of("node_modules", "@foundry-rs", packageName(), "bin", "anvil");
    return List.of(root.resolve(".build/npm"), root.resolve("contracts")).stream()
        .map(each -> each.resolve(inPackage))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path install(Path root, Consumer<String> progress) {
    Path folder = root.resolve(".build/npm");
    progress.accept("installing anvil %s from npm into .build/npm".formatted(VERSION));
    try {
      Files.createDirectories(folder);
      Process npm =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--prefix",
                  folder.toString(),
                  "--no-save",
                  "--ignore-scripts",
                  "--no-audit",
                  "--no-fund",
                  "--loglevel=error",
                  "@foundry-rs/anvil@" + VERSION)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("install.log").toFile())
              .start();
      int status = npm.waitFor();
      return find(root)
          .orElseThrow(() ->
              new DemoException(
                  "npm could not install anvil (status %d)".formatted(status),
                  "see " + folder.resolve("install.log")));
    } catch (IOException e) {
      throw new DemoException(
          "npm is needed to install anvil: " + e.getMessage(), "install Node.js 20 or later", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted", "start it again", e);
    }
  }

  /** Reads what anvil prints, for ever so that it never blocks, and finds its address in it. */
  private static void read(Process shell, CompletableFuture<URI> address) {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      String last = "";
      while (line != null) {
        Matcher found = LISTENING.matcher(line);
        if (found.find()) {
          address.complete(URI.create("http://127.0.0.1:" + found.group(1)));
        }
        last = line;
        line = output.readLine();
      }
      address.completeExceptionally(new IllegalStateException("it ended, saying: " + last));
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
  }

  /** Gives an account so much, out of nowhere: what only a chain for tests does. */
  void give(Ethereum ethereum, Address account, BigInteger wei) {
    ethereum.rpc().call(RpcRequest.once("anvil_setBalance", account.toHex(), Hex.quantity(wei)));
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(10, TimeUnit.SECONDS)) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
