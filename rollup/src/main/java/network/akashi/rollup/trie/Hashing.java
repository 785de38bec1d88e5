package network.akashi.rollup.trie;

import java.util.Arrays;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;

/** What the trie hashes. */
final class Hashing {
  private Hashing() {}

  static byte[] keccak(byte[] bytes) {
    return Keccak256.hash(Bytes.of(bytes)).toArray();
  }

  /** The node with that hash, which is checked. */
  static byte[] fetch(NodeSource source, byte[] hash) {
    Bytes32 name = Bytes32.of(hash);
    byte[] node = source.node(name).orElseThrow(() -> new MissingNodeException(name)).toArray();
    if (!Arrays.equals(keccak(node), hash)) {
      throw new IllegalStateException("the source of trie nodes gave another node than " + name);
    }
    return node;
  }
}
