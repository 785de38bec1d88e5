package network.akashi.rollup.store;

import java.util.Map;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;

/**
 * All accounts after a block.
 *
 * @param block its number
 * @param accounts RLP of each, as in the state trie
 */
public record Snapshot(long block, Map<Address, Bytes> accounts) {
  public Snapshot {
    accounts = Map.copyOf(accounts);
  }
}
