package network.akashi.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Ethereum node for tests: anvil, as {@code contracts/install} installs it, on a free port
 * of the loopback interface.
 *
 * <p>The process dies with the test, even if the JVM is killed: it is the child of a shell that
 * kills it when the pipe from the JVM closes.
 *
 * <p>Its ten accounts come from anvil's public mnemonic; {@link #KEYS} has their keys. Nobody must
 * ever use them on another chain.
 */
public final class Anvil implements AutoCloseable {
  /** Private keys of the accounts, which have 10,000 ether each. */
  public static final List<String> KEYS =
      List.of(
          "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
          "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
          "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
          "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
          "0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
          "0x8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba",
          "0x92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e",
          "0x4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
          "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
          "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6");

  private static final String CHILD_OF_A_SHELL =
      "\"$@\" & child=$!; exec >/dev/null 2>&1; cat; kill -9 $child";
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");
  private static final int START_SECONDS = 60;

  private final Process shell;
  private final URI address;

  private Anvil(Process shell, URI address) {
    this.shell = shell;
    this.address = address;
  }

  /**
   * Starts a node that mines each transaction at once, unless {@code options} of anvil say
   * otherwise.
   *
   * @throws org.opentest4j.TestAbortedException so that the test is reported as skipped, with the
   *     reason, where anvil is not installed
   */
  public static Anvil start(String... options) {
    List<Path> found = binaries();
    Assumptions.assumeFalse(
        found.isEmpty(), "no anvil here; contracts/install installs it (needs Node.js 20)");
    List<String> command = new ArrayList<>(List.of("sh", "-c", CHILD_OF_A_SHELL, "sh"));
    command.addAll(List.of(found.getFirst().toString(), "--host", "127.0.0.1", "--port", "0"));
    command.addAll(Arrays.asList(options));
    try {
      Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new Anvil(shell, awaitAddress(shell));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> binaries() {
    Path root = Path.of(System.getProperty("akashi.root", ".."));
    String machine =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    Path binary =
        root.resolve("contracts/node_modules/@foundry-rs/anvil-%s-%s".formatted(machine, processor))
            .resolve("bin/anvil");
    return Files.isExecutable(binary) ? List.of(binary) : List.of();
  }

  /** Reads what anvil prints, for ever so that it never blocks, and finds its address in it. */
  private static URI awaitAddress(Process shell) {
    CompletableFuture<URI> address = new CompletableFuture<>();
    Thread.ofVirtual().name("anvil output").start(() -> read(shell, address));
    try {
      return address.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      shell.destroyForcibly();
      throw new IllegalStateException("interrupted while anvil started", e);
    } catch (ExecutionException | TimeoutException e) {
      shell.destroyForcibly();
      throw new IllegalStateException("anvil did not start: " + e.getMessage(), e);
    }
  }

  private static void read(Process shell, CompletableFuture<URI> address) {
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null) {
        last.addLast(line);
        if (last.size() > 10) {
          last.removeFirst();
        }
        Matcher found = LISTENING.matcher(line);
        if (found.find()) {
          address.complete(URI.create("http://127.0.0.1:" + found.group(1)));
        }
        line = output.readLine();
      }
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
    address.completeExceptionally(
        new IllegalStateException("it ended, saying: " + String.join(" | ", last)));
  }

  /** Where it answers JSON-RPC. */
  public URI address() {
    return address;
  }

  /** Kills the node. */
  @Override
  public void close() {
    try {
      // The shell sees the end of its input and kills anvil; what is left to do is to wait.
      shell.getOutputStream().close();
      if (!shell.waitFor(10, TimeUnit.SECONDS)) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }
}
