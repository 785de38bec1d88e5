package network.akashi.chain.deploy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.contracts.AttestationParameters;
import network.akashi.chain.contracts.MarketStateParameters;
import network.akashi.chain.contracts.ProverRegistryParameters;
import network.akashi.chain.contracts.RollupConfig;

/**
 * What a deployment fixes for ever.
 *
 * @param router who may add verifiers
 * @param registry bonds
 * @param attestation committees
 * @param market requests
 * @param rollup a rollup that buys its proofs there; empty for a market alone
 */
public record NetworkParameters(
    RouterParameters router,
    ProverRegistryParameters registry,
    AttestationParameters attestation,
    MarketStateParameters market,
    Optional<RollupConfig> rollup) {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  /**
   * The values must not undo each other's purpose; what a contract checks itself is left to it.
   *
   * @throws IllegalArgumentException naming the two that do
   */
  public NetworkParameters {
    require(
        registry.unbondingDelay() > 2 * attestation.term(),
        "registry.unbonding-delay must be longer than two attestation.term: else bond could leave"
            + " before the committee that it stands behind has expired");
    require(
        router.timelockSeconds() > registry.unbondingDelay(),
        "router.timelock must be longer than registry.unbonding-delay: else who distrusts a"
            + " proposed verifier could not leave before it counts");
    rollup.ifPresent(config ->
        require(
            config.provenFreeze() >= router.timelockSeconds(),
            "rollup.proven-freeze must be at least router.timelock: else no sound verifier"
                + " could be there when it ends"));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Sensible values; {@code owner} may add and switch off verifiers. */
  public static NetworkParameters defaults(Address owner) {
    return new NetworkParameters(
        new RouterParameters(owner, owner, days(14)),
        new ProverRegistryParameters(
            ETHER,
            ETHER.divide(BigInteger.valueOf(100)),
            BigInteger.valueOf(10_000_000),
            days(7),
            256),
        new AttestationParameters(
            days(1),
            days(1),
            Duration.ofHours(1).toSeconds(),
            days(3),
            ETHER,
            ETHER.multiply(BigInteger.valueOf(20))),
        new MarketStateParameters(2, 300, days(1), days(7), 250_000, BigInteger.valueOf(1_500_000)),
        Optional.empty());
  }

  private static long days(int count) {
    return Duration.ofDays(count).toSeconds();
  }
}
