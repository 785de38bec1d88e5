package network.akashi.chain.deploy;

import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.abi.ContractCode;
import network.akashi.chain.contracts.Attestation;
import network.akashi.chain.contracts.ProofMarket;
import network.akashi.chain.contracts.ProverRegistry;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.contracts.VerifierRouter;
import network.akashi.chain.rpc.Ethereum;

/** Reads back from the chain that the contracts are what was deployed, and name each other. */
public final class WiringCheck {
  private final Ethereum ethereum;

  public WiringCheck(Ethereum ethereum) {
    this.ethereum = ethereum;
  }

  /**
   * Checks all contracts of a deployment.
   *
   * @throws DeploymentException naming the first that is not what it should be
   */
  public void check(Deployment deployment) {
    for (Deployment.Deployed each : deployment.contracts()) {
      Bytes code = ethereum.code(each.address(), BlockId.Tag.LATEST);
      if (!ContractCode.of(each.name()).matches(code)) {
        throw new DeploymentException(
            code.isEmpty()
                ? "there is no contract at %s, where %s should be"
                    .formatted(each.address(), each.name())
                : "the code at %s is not that of %s".formatted(each.address(), each.name()),
            "another chain, another version of Akashi, or the chain was reorganised: deploy again");
      }
    }
    ProverRegistry registry = new ProverRegistry(address(deployment, ProverRegistry.NAME));
    Attestation attestation = new Attestation(address(deployment, Attestation.NAME));
    ProofMarket market = new ProofMarket(address(deployment, ProofMarket.NAME));
    Address router = address(deployment, VerifierRouter.NAME);
    check("the registry's market", registry.market(), market.address());
    check("the registry's attestation", registry.attestation(), attestation.address());
    check("the market's registry", market.registry(), registry.address());
    check("the market's attestation", market.attestation(), attestation.address());
    check("the market's router", market.router(), router);
    check("the attestation's registry", attestation.registry(), registry.address());
    check("the attestation's router", attestation.router(), router);
    deployment
        .address(Rollup.NAME)
        .map(Rollup::new)
        .ifPresent(rollup -> {
          check("the rollup's market", rollup.market(), market.address());
          check("the rollup's attestation", rollup.attestation(), attestation.address());
          check("the rollup's router", rollup.router(), router);
        });
  }

  private static Address address(Deployment deployment, String name) {
    return deployment
        .address(name)
        .orElseThrow(() ->
            new DeploymentException(
                "the deployment has no " + name, "it is not complete: deploy again"));
  }

  private void check(String what, ContractCall<Address> call, Address expected) {
    Address actual = ethereum.call(call);
    if (!actual.equals(expected)) {
      throw new DeploymentException(
          "%s is %s, and should be %s".formatted(what, actual, expected),
          "the contracts are of different deployments: deploy again");
    }
  }
}
