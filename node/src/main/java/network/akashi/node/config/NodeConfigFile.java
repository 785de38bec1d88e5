package network.akashi.node.config;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Bytes32;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.store.PostgresUrl;
import network.akashi.chain.store.StoreLocation;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.node.farm.WorkerProfile;
import network.akashi.node.interlock.Limits;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;

/** A {@link NodeConfig} as people write it. Paths in it are relative to the file. */
public final class NodeConfigFile {
  private static final BigDecimal WEI_PER_ETHER = BigDecimal.TEN.pow(18);
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);

  private final Path file;
  private final TomlParseResult toml;
  private final Set<String> asked = new HashSet<>();

  private NodeConfigFile(Path file, TomlParseResult toml) {
    this.file = file;
    this.toml = toml;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException naming file, line and key of the first mistake
   */
  public static NodeConfig read(Path file) {
    try {
      TomlParseResult toml = Toml.parse(file);
      if (toml.hasErrors()) {
        var error = toml.errors().getFirst();
        throw new ConfigException(
            "%s, line %d: %s".formatted(file, error.position().line(), error.getMessage()));
      }
      return new NodeConfigFile(file, toml).config();
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private NodeConfig config() {
    Limits usual = Limits.defaults();
    NodeConfig config =
        new NodeConfig(
            roles(),
            uris("chain.rpc", true),
            path("chain.deployment", null),
            path("node.data", "data"),
            journal(),
            secret("node.key"),
            blsSeed(),
            text("http.host", "127.0.0.1"),
            (int) number("http.port", 0, 65_535, 7_800),
            text("http.endpoint", ""),
            uris("peers.aggregators", false),
            paths("work.guests"),
            path("work.inputs", "inputs"),
            rollup(),
            (int) number("work.threads", 1, 1_024, Runtime.getRuntime().availableProcessors()),
            flag("work.warm-up", true),
            farm(),
            flag("work.forced", true),
            outbox(),
            new Limits(
                (int) number("interlocks.failures", 1, 1_000, usual.failuresInARow()),
                (int) number("interlocks.misses", 1, 1_000, usual.missesInARow()),
                number("interlocks.free-disk-mib", 0, 1 << 20, usual.freeDiskBytes() >> 20) << 20,
                number("interlocks.head-age-seconds", 1, 86_400, usual.headAgeSeconds()),
                number("interlocks.skew-seconds", 1, 86_400, usual.skewSeconds()),
                (int) number("interlocks.rpc-failures", 1, 1_000, usual.rpcFailuresInARow()),
                ether("interlocks.balance-ether", usual.balance())),
            number("http.requests-per-second", 1, 1_000_000, 200));
    for (String key : toml.dottedKeySet()) {
      if (!asked.contains(key)) {
        throw wrong(key, "there is no such key");
      }
    }
    return config;
  }

  private StoreLocation journal() {
    Path data = path("node.data", "data");
    try {
      return StoreLocation.parse(text("node.journal", "journal.db"), data);
    } catch (IllegalArgumentException e) {
      throw wrong("node.journal", String.valueOf(e.getMessage()));
    }
  }

  private Optional<NodeConfig.FarmSource> farm() {
    String key = "work.farm";
    String text = text(key, "");
    List<String> labels = texts("work.farm-labels");
    if (!labels.stream().allMatch(WorkerProfile::isLabel)) {
      throw wrong("work.farm-labels", "a label is of letters, digits, '.', '_', '=' and '-'");
    }
    int memoryMib = (int) number("work.farm-memory-mib", 0, 1 << 24, 0);
    int attempts = (int) number("work.farm-attempts", 1, 100, 5);
    boolean ownCores = flag("work.farm-own-cores", true);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new NodeConfig.FarmSource(
              PostgresUrl.parse(text), labels, memoryMib, attempts, ownCores));
    } catch (IllegalArgumentException e) {
      throw wrong(key, String.valueOf(e.getMessage()));
    }
  }

  private Optional<NodeConfig.RollupSource> rollup() {
    List<URI> beacon = uris("rollup.beacon", false);
    List<URI> archives = uris("rollup.archives", false);
    if (text("rollup.genesis", "").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new NodeConfig.RollupSource(path("rollup.genesis", null), beacon, archives));
  }

  private OutboxConfig outbox() {
    BigInteger cap =
        GWEI.multiply(BigInteger.valueOf(number("chain.fee-cap-gwei", 1, 1_000_000, 500)));
    return new OutboxConfig((int) number("chain.confirmations", 1, 10_000, 64), 3, 16, cap, cap);
  }

  private Set<Role> roles() {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String each : texts("node.roles")) {
      try {
        roles.add(Role.valueOf(each.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw wrong("node.roles", "a role is prover, attester, aggregator or watcher, not " + each);
      }
    }
    if (roles.isEmpty()) {
      throw wrong("node.roles", "name at least one role");
    }
    return roles;
  }

  private PrivateKey secret(String key) {
    Path secret = path(key, null);
    try {
      return PrivateKey.fromHex(Files.readString(secret).strip());
    } catch (IOException e) {
      throw new ConfigException("%s: %s cannot be read".formatted(at(key), secret), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "%s: %s has no private key of 64 hex digits".formatted(at(key), secret), e);
    }
  }

  private Bytes32 blsSeed() {
    String key = "node.bls-seed";
    Path seed = path(key, "bls.seed");
    if (!Files.exists(seed)) {
      return Bytes32.ZERO; // only attesters need one, and registering demands it
    }
    try {
      return Bytes32.fromHex(Files.readString(seed).strip());
    } catch (IOException e) {
      throw new ConfigException("%s: %s cannot be read".formatted(at(key), seed), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("%s: %s has no 64 hex digits".formatted(at(key), seed), e);
    }
  }

  private @Nullable Object value(String key) {
    asked.add(key);
    return toml.get(key);
  }

  private String text(String key, String otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof String text) {
      return text;
    }
    throw wrong(key, "must be a text in quotes");
  }

  private long number(String key, long least, long most, long otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Long number && number >= least && number <= most) {
      return number;
    }
    throw wrong(key, "must be a whole number from %d to %d".formatted(least, most));
  }

  private boolean flag(String key, boolean otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, "must be true or false");
  }

  private BigInteger ether(String key, BigInteger otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Double || value instanceof Long) {
      return new BigDecimal(value.toString()).multiply(WEI_PER_ETHER).toBigInteger();
    }
    throw wrong(key, "must be a number of ether");
  }

  private Path path(String key, @Nullable String otherwise) {
    Object value = value(key);
    if (value == null && otherwise == null) {
      throw wrong(key, "must be given");
    }
    String text = value == null ? otherwise : value instanceof String given ? given : null;
    if (text == null || text.isEmpty()) {
      throw wrong(key, "must be a path in quotes");
    }
    return file.toAbsolutePath().resolveSibling(text);
  }

  private List<String> texts(String key) {
    Object value = value(key);
    List<String> texts = new ArrayList<>();
    if (value == null) {
      return texts;
    }
    if (!(value instanceof TomlArray array)) {
      throw wrong(key, "must be a list, such as [\"…\", \"…\"]");
    }
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof String text)) {
        throw wrong(key, "must be a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<Path> paths(String key) {
    return texts(key).stream().map(each -> file.toAbsolutePath().resolveSibling(each)).toList();
  }

  private List<URI> uris(String key, boolean needed) {
    List<URI> uris = new ArrayList<>();
    for (String each : texts(key)) {
      if (!each.startsWith("http://") && !each.startsWith("https://")) {
        throw wrong(key, "an address begins with http:// or https://, not " + each);
      }
      uris.add(URI.create(each));
    }
    if (needed && uris.isEmpty()) {
      throw wrong(key, "name at least one address");
    }
    return uris;
  }

  private String at(String key) {
    var position = toml.inputPositionOf(key);
    return position == null
        ? file + ": " + key
        : "%s, line %d: %s".formatted(file, position.line(), key);
  }

  private ConfigException wrong(String key, String what) {
    return new ConfigException(at(key) + " " + what);
  }
}
