package network.akashi.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.node.bls.BlsKey;
import network.akashi.node.config.ConfigTemplate;

/**
 * A node of the demo, with keys that are made for it.
 *
 * @param name for people
 * @param folder where its files are
 * @param port where it listens
 * @param door port where others reach it: the same, unless something stands before it
 * @param roles as the configuration names them
 */
record Member(
    String name, Path folder, int port, int door, List<String> roles, PrivateKey key, BlsKey bls) {
  static Member create(
      Path parent, String name, int port, List<String> roles, SecureRandom random) {
    byte[] secret = new byte[Bytes32.SIZE];
    byte[] seed = new byte[Bytes32.SIZE];
    random.nextBytes(secret);
    random.nextBytes(seed);
    Path folder = parent.resolve(name);
    try {
      Files.createDirectories(folder);
      write(folder.resolve("key"), Bytes.of(secret).toHex());
      write(folder.resolve("bls.seed"), Bytes.of(seed).toHex());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Member(
        name,
        folder,
        port,
        port,
        List.copyOf(roles),
        PrivateKey.fromHex(Bytes.of(secret).toHex()),
        BlsKey.fromSeed(Bytes32.of(seed)));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + door);
  }

  /** The same with something before it that listens at another port. */
  Member behind(int otherDoor) {
    return new Member(name, folder, port, otherDoor, roles, key, bls);
  }

  /** Where it listens itself. */
  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Path configFile() {
    return folder.resolve("node.toml");
  }

  /** Writes the configuration, with {@code more} at its end. */
  void configure(
      URI rpc,
      Path deployment,
      List<URI> aggregators,
      List<Path> guests,
      Path inputs,
      String more) {
    String text =
        ConfigTemplate.fill(
            Map.ofEntries(
                Map.entry("roles", ConfigTemplate.list(roles)),
                Map.entry("data", ConfigTemplate.quoted("data")),
                Map.entry("key", ConfigTemplate.quoted("key")),
                Map.entry("bls-seed", ConfigTemplate.quoted("bls.seed")),
                Map.entry("rpc", ConfigTemplate.list(List.of(rpc.toString()))),
                Map.entry("deployment", ConfigTemplate.quoted(deployment.toString())),
                Map.entry("confirmations", "4"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("endpoint", ConfigTemplate.quoted(endpoint().toString())),
                Map.entry(
                    "aggregators",
                    ConfigTemplate.list(aggregators.stream().map(URI::toString).toList())),
                Map.entry(
                    "guests", ConfigTemplate.list(guests.stream().map(Path::toString).toList())),
                Map.entry("inputs", ConfigTemplate.quoted(inputs.toString()))));
    try {
      write(configFile(), text + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
