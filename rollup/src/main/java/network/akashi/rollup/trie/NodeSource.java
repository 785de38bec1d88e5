package network.akashi.rollup.trie;

import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/** Where nodes come from that a trie knows by their hashes only: a store, or a witness. */
@FunctionalInterface
public interface NodeSource {
  /** No nodes at all. */
  NodeSource NONE = _ -> Optional.empty();

  /** The RLP of the node with that Keccak-256 hash; empty if it is not there. */
  Optional<Bytes> node(Bytes32 hash);
}
