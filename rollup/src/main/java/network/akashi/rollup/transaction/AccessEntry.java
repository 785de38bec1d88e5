package network.akashi.rollup.transaction;

import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;

/** An account and the slots of its storage that a transaction announces (EIP-2930). */
public record AccessEntry(Address address, List<Bytes32> storageKeys) {
  public AccessEntry {
    storageKeys = List.copyOf(storageKeys);
  }
}
