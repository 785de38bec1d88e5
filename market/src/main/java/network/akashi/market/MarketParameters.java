package network.akashi.market;

/**
 * What a deployment of the market fixes.
 *
 * @param chainId the chain it is on
 * @param market its own address
 * @param seedDelay blocks from opening to the block whose randomness decides
 * @param proofWindow seconds in which a commitment must be honoured
 * @param maxStop longest standstill of a clock before the request can be annulled, seconds
 * @param maxLifetime longest T4, seconds
 * @param settlementGas gas that a settlement is reckoned to cost its prover
 * @param referencePrice first reference price, wei per cell, unsigned
 */
public record MarketParameters(
    long chainId,
    Address market,
    long seedDelay,
    long proofWindow,
    long maxStop,
    long maxLifetime,
    long settlementGas,
    long referencePrice) {
  public MarketParameters {
    RegistryParameters.require(seedDelay > 0, "seedDelay");
    RegistryParameters.require(proofWindow > 0, "proofWindow");
    RegistryParameters.require(maxStop > 0, "maxStop");
    RegistryParameters.require(maxLifetime > 0, "maxLifetime");
    RegistryParameters.require(referencePrice != 0, "referencePrice");
  }
}
