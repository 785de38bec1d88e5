package network.akashi.chain.deploy;

import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;

/**
 * Where contracts lie.
 *
 * @param chainId of the chain
 * @param deployer who put them there
 * @param contracts in the order of their deployment
 */
public record Deployment(long chainId, Address deployer, List<Deployed> contracts) {
  /**
   * One contract.
   *
   * @param name of the contract
   * @param address where it lies
   * @param transaction that created it
   * @param blockNumber in which it was created: nothing happened before
   * @param gasUsed by the creation
   */
  public record Deployed(
      String name, Address address, Bytes32 transaction, long blockNumber, long gasUsed) {}

  public Deployment {
    contracts = List.copyOf(contracts);
  }

  /** The address of the contract {@code name}, if it was deployed. */
  public Optional<Address> address(String name) {
    return contracts.stream()
        .filter(each -> each.name().equals(name))
        .map(Deployed::address)
        .findFirst();
  }

  /** The first block that has something of this deployment. */
  public long firstBlock() {
    return contracts.stream().mapToLong(Deployed::blockNumber).min().orElse(0);
  }

  /** Gas of all creations. */
  public long gasUsed() {
    return contracts.stream().mapToLong(Deployed::gasUsed).sum();
  }
}
