package network.akashi.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.node.config.ConfigTemplate;
import network.akashi.node.config.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a node's folder: keys, and a configuration with every key explained. */
@Command(
    name = "init",
    description = {
      "Make a folder for a node: new keys (readable by you alone), and a configuration in which"
          + " every key is explained.",
      "Keys that are there are kept; nothing is overwritten."
    })
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Where to make it.")
  private @Nullable Path folder;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "prover, attester, aggregator or watcher; more than one if wanted.")
  private List<String> roles = new ArrayList<>();

  @Option(names = "--rpc", paramLabel = "URL", description = "A node of the chain.")
  private List<String> rpc = new ArrayList<>(List.of("http://127.0.0.1:8545"));

  @Option(
      names = "--deployment",
      paramLabel = "FILE",
      description = "The contracts' addresses, as 'akashi deploy' wrote them.")
  private String deployment = "addresses.json";

  @Override
  public Integer call() {
    Path at = folder == null ? Path.of(".") : folder;
    for (String role : roles) {
      try {
        Role.valueOf(role.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            spec.commandLine(), "--role: there is no role '" + role + "'", e);
      }
    }
    try {
      Files.createDirectories(at);
      secret(at.resolve("key"));
      secret(at.resolve("bls.seed"));
      Path config = at.resolve("node.toml");
      if (Files.exists(config)) {
        throw new CommandFailure(config + ": already there", "edit it, or name another folder");
      }
      Files.writeString(config, text(), StandardOpenOption.CREATE_NEW);
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          "account  " + PrivateKey.fromHex(Files.readString(at.resolve("key")).strip()).address());
      out.println("edit     " + config);
      out.println(
          "then     send the account money, register it, and run 'akashi prover --config "
              + config
              + "'");
      out.flush();
      return ExitCode.OK;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    List<String> all = roles.isEmpty() ? List.of("prover") : roles;
    return ConfigTemplate.fill(
        Map.ofEntries(
            Map.entry("roles", ConfigTemplate.list(all)),
            Map.entry("data", ConfigTemplate.quoted("data")),
            Map.entry("key", ConfigTemplate.quoted("key")),
            Map.entry("bls-seed", ConfigTemplate.quoted("bls.seed")),
            Map.entry("rpc", ConfigTemplate.list(rpc)),
            Map.entry("deployment", ConfigTemplate.quoted(deployment)),
            Map.entry("confirmations", "64"),
            Map.entry("port", "7800"),
            Map.entry("endpoint", ConfigTemplate.quoted("")),
            Map.entry("aggregators", "[]"),
            Map.entry("guests", "[]"),
            Map.entry("inputs", ConfigTemplate.quoted("inputs"))));
  }

  /** Made with its permissions: it is never readable by others, not even for a moment. */
  private static void secret(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    byte[] secret = new byte[Bytes32.SIZE];
    new SecureRandom().nextBytes(secret);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
    Files.writeString(file, Bytes.of(secret).toHex() + System.lineSeparator());
  }
}
