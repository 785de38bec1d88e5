package network.akashi.chain.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.abi.ContractCode;
import network.akashi.chain.abi.ContractCreation;
import network.akashi.chain.contracts.Attestation;
import network.akashi.chain.contracts.ProofMarket;
import network.akashi.chain.contracts.ProverRegistry;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.contracts.VerifierRouter;

/**
 * The creations in their order. The registry names market and attestation, which name the registry:
 * the circle is closed by the addresses that the deployer's nonces will give.
 *
 * @param creations number {@code i} is sent with nonce {@code firstNonce + i}
 * @param addresses where each will lie
 */
record DeploymentPlan(List<ContractCreation> creations, List<Address> addresses) {
  private static final int ROUTER = 0;
  private static final int REGISTRY = 1;
  private static final int ATTESTATION = 2;
  private static final int MARKET = 3;
  private static final int ROLLUP = 4;

  /** Gas of a creation beside its bytes: the transaction, and what constructors do. */
  private static final long GAS_OF_CREATION = 1_000_000;

  private static final long GAS_PER_BYTE_OF_CODE = 200;
  private static final long GAS_PER_BYTE_OF_DATA = 40; // EIP-7623

  static DeploymentPlan of(NetworkParameters parameters, Address deployer, long firstNonce) {
    List<Address> at = new ArrayList<>();
    for (int i = 0; i <= ROLLUP; i++) {
      at.add(deployer.created(firstNonce + i));
    }
    RouterParameters router = parameters.router();
    List<ContractCreation> creations = new ArrayList<>();
    creations.add(
        VerifierRouter.creation(
            router.governor(), router.guardian(), router.timelockSeconds(), List.of()));
    creations.add(
        ProverRegistry.creation(at.get(MARKET), at.get(ATTESTATION), parameters.registry()));
    creations.add(Attestation.creation(at.get(REGISTRY), at.get(ROUTER), parameters.attestation()));
    creations.add(
        ProofMarket.creation(
            at.get(REGISTRY), at.get(ROUTER), at.get(ATTESTATION), parameters.market()));
    parameters
        .rollup()
        .ifPresent(config ->
            creations.add(
                Rollup.creation(at.get(ATTESTATION), at.get(ROUTER), at.get(MARKET), config)));
    return new DeploymentPlan(creations, at.subList(0, creations.size()));
  }

  int size() {
    return creations.size();
  }

  /** What the whole deployment is known by: the same parameters and code give the same. */
  static Bytes32 digest(NetworkParameters parameters) {
    List<Bytes> data =
        of(parameters, Address.ZERO, 0).creations().stream().map(ContractCreation::data).toList();
    return Keccak256.hash(data.toArray(Bytes[]::new));
  }

  /** More gas than all creations from number {@code first} on can use. */
  long gasBound(int first) {
    return creations.subList(first, creations.size()).stream()
        .mapToLong(each ->
            GAS_OF_CREATION
                + GAS_PER_BYTE_OF_CODE * each.code().runtimeCode().size()
                + GAS_PER_BYTE_OF_DATA * each.data().size())
        .sum();
  }

  /** The first creation that no Ethereum chain takes, if there is one, and why. */
  Optional<String> oversized() {
    for (ContractCreation each : creations) {
      int code = each.code().runtimeCode().size();
      if (code > ContractCode.MAX_CODE_BYTES) {
        return Optional.of(
            "%s has %d bytes of code; a contract has at most %d (EIP-170)"
                .formatted(each.contract(), code, ContractCode.MAX_CODE_BYTES));
      }
      if (each.data().size() > ContractCode.MAX_CREATION_BYTES) {
        return Optional.of(
            "the creation of %s has %d bytes; there are at most %d (EIP-3860)"
                .formatted(each.contract(), each.data().size(), ContractCode.MAX_CREATION_BYTES));
      }
    }
    return Optional.empty();
  }
}
