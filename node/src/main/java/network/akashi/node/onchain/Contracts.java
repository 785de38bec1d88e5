package network.akashi.node.onchain;

import network.akashi.chain.Address;
import network.akashi.chain.contracts.Attestation;
import network.akashi.chain.contracts.ProofMarket;
import network.akashi.chain.contracts.ProverRegistry;
import network.akashi.chain.deploy.Deployment;

/**
 * The contracts of one deployment.
 *
 * @param firstBlock nothing happened before
 */
public record Contracts(
    long chainId,
    ProofMarket market,
    ProverRegistry registry,
    Attestation attestation,
    long firstBlock) {
  /**
   * Those of a deployment.
   *
   * @throws IllegalArgumentException if one is missing
   */
  public static Contracts of(Deployment deployment) {
    return new Contracts(
        deployment.chainId(),
        new ProofMarket(address(deployment, "ProofMarket")),
        new ProverRegistry(address(deployment, "ProverRegistry")),
        new Attestation(address(deployment, "Attestation")),
        deployment.firstBlock());
  }

  private static Address address(Deployment deployment, String name) {
    return deployment
        .address(name)
        .orElseThrow(() -> new IllegalArgumentException("the deployment has no " + name));
  }
}
