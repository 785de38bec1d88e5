package network.akashi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.contracts.AttestationParameters;
import network.akashi.chain.contracts.MarketStateParameters;
import network.akashi.chain.contracts.MarketTerms;
import network.akashi.chain.contracts.ProverRegistryParameters;
import network.akashi.chain.contracts.RollupConfig;
import network.akashi.chain.deploy.NetworkParameters;
import network.akashi.chain.deploy.RouterParameters;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.state.GenesisBlock;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** The file with which {@code akashi deploy} is configured. */
final class DeployConfig {
  private static final Set<String> SECTIONS =
      Set.of("router", "registry", "attestation", "market", "rollup");
  private static final String ADVICE =
      "'akashi deploy --print-config' shows every key, what it means, and how it is written";

  private final Path file;
  private final TomlParseResult toml;

  private DeployConfig(Path file, TomlParseResult toml) {
    this.file = file;
    this.toml = toml;
  }

  /** The file with all defaults, to be read by people. */
  static String template() {
    try (InputStream stream = DeployConfig.class.getResourceAsStream("deploy.toml")) {
      return new String(
          Objects.requireNonNull(stream, "deploy.toml").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parameters in {@code file}; {@code deployer} where it names nobody. */
  static NetworkParameters read(Path file, Address deployer) {
    try {
      return parse(file, Files.readString(file), deployer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NetworkParameters parse(Path file, String text, Address deployer) {
    TomlParseResult toml = Toml.parse(text);
    if (toml.hasErrors()) {
      TomlParseError error = toml.errors().getFirst();
      throw new CommandFailure(
          "%s, line %d: %s".formatted(file, error.position().line(), error.getMessage()), ADVICE);
    }
    for (String key : toml.keySet()) {
      if (!SECTIONS.contains(key) || !toml.isTable(key)) {
        throw new CommandFailure("%s: there is no section '%s'".formatted(file, key), ADVICE);
      }
    }
    try {
      return new DeployConfig(file, toml).parameters(NetworkParameters.defaults(deployer));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(file + ": " + e.getMessage(), ADVICE);
    }
  }

  private NetworkParameters parameters(NetworkParameters defaults) {
    return new NetworkParameters(
        router(section("router"), defaults.router()),
        registry(section("registry"), defaults.registry()),
        attestation(section("attestation"), defaults.attestation()),
        market(section("market"), defaults.market()),
        rollup(section("rollup"), defaults.router().governor()));
  }

  private TomlSection section(String name) {
    return new TomlSection(file, name, toml.getTable(name));
  }

  private static RouterParameters router(TomlSection in, RouterParameters otherwise) {
    RouterParameters router =
        new RouterParameters(
            in.address("governor", otherwise.governor()),
            in.address("guardian", otherwise.guardian()),
            in.seconds("timelock", 48, otherwise.timelockSeconds()));
    in.refuseOthers();
    return router;
  }

  private static ProverRegistryParameters registry(
      TomlSection in, ProverRegistryParameters otherwise) {
    ProverRegistryParameters registry =
        new ProverRegistryParameters(
            in.wei("min-bond", 96, otherwise.minBond()),
            in.wei("wei-per-unit", 96, otherwise.weiPerUnit()),
            big(in.number("cells-per-unit", Long.MAX_VALUE, otherwise.cellsPerUnit().longValue())),
            in.seconds("unbonding-delay", 32, otherwise.unbondingDelay()),
            in.number("assign-window", 8191, otherwise.assignWindow()));
    in.refuseOthers();
    return registry;
  }

  private static AttestationParameters attestation(
      TomlSection in, AttestationParameters otherwise) {
    AttestationParameters attestation =
        new AttestationParameters(
            in.seconds("seasoning", 48, otherwise.seasoning()),
            in.seconds("term", 48, otherwise.term()),
            in.seconds("grace", 48, otherwise.grace()),
            in.seconds("freeze-period", 48, otherwise.freezePeriod()),
            in.wei("min-stake", 128, otherwise.minStake()),
            in.wei("min-total-stake", 128, otherwise.minTotalStake()));
    in.refuseOthers();
    return attestation;
  }

  private static MarketStateParameters market(TomlSection in, MarketStateParameters otherwise) {
    MarketStateParameters market =
        new MarketStateParameters(
            in.number("seed-delay", 8191, otherwise.seedDelay()),
            in.seconds("proof-window", 32, otherwise.proofWindow()),
            in.seconds("max-stop", 32, otherwise.maxStop()),
            in.seconds("max-lifetime", 32, otherwise.maxLifetime()),
            in.number("settlement-gas", (1L << 32) - 1, otherwise.settlementGas()),
            in.wei("reference-price", 64, otherwise.referencePrice()));
    in.refuseOthers();
    return market;
  }

  private Optional<RollupConfig> rollup(TomlSection in, Address sequencer) {
    if (!in.isPresent()) {
      return Optional.empty();
    }
    Optional<Genesis> genesis = in.text("genesis").map(this::genesis);
    Optional<Header> first = genesis.map(each -> GenesisBlock.of(each).header());
    RollupConfig rollup =
        new RollupConfig(
            in.address("sequencer", sequencer),
            big(
                genesis
                    .map(Genesis::chainId)
                    .orElseGet(() -> in.number("l2-chain-id", Long.MAX_VALUE, 61_626))),
            in.bytes32("program-id"),
            first.map(Header::hash).orElseGet(() -> in.bytes32("genesis-block-hash")),
            first.map(Header::stateRoot).orElseGet(() -> in.bytes32("genesis-state-root")),
            in.seconds("inclusion-window", 48, 3_600),
            in.seconds("sequencer-grace", 48, 3_600),
            in.seconds("attest-window", 48, 86_400),
            in.seconds("attested-freeze", 48, 3 * 86_400),
            in.seconds("proven-freeze", 48, 14 * 86_400),
            in.seconds("payout-delay", 48, 3_600),
            in.seconds("escape-delay", 48, 7 * 86_400),
            big(in.number("min-deposit-gwei", Long.MAX_VALUE, 1_000_000)),
            in.wei("forced-fee", 96, BigInteger.TEN.pow(15)),
            terms(in));
    in.refuseOthers();
    return Optional.of(rollup);
  }

  /** Beside the configuration, unless it is named otherwise. */
  private Genesis genesis(String name) {
    return RollupOptions.genesis(file.resolveSibling(name));
  }

  private static MarketTerms terms(TomlSection in) {
    return new MarketTerms(
        big(in.number("max-work", Long.MAX_VALUE, 25_000_000_000L)),
        in.wei("start-price", 64, big(2_000_000)),
        in.wei("max-price", 64, big(2_000_000)),
        in.wei("gas-reserve", 96, BigInteger.TEN.pow(16)),
        in.seconds("t1", 32, 600),
        in.seconds("t2", 32, 900),
        in.seconds("t3", 32, 1_200),
        in.seconds("t4", 32, 3_600),
        in.smallNumber("all-of", 0xffff, 0),
        in.smallNumber("any-of", 0xffff, 6),
        in.smallNumber("sample-size", 255, 5),
        in.number("callback-gas", (1L << 32) - 1, 600_000));
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
