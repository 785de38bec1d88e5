package network.akashi.rollup.trie;

import network.akashi.chain.Bytes32;

/** A trie was asked for what is below a node that nobody has. */
public final class MissingNodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Bytes32 hash;

  MissingNodeException(Bytes32 hash) {
    super("no trie node " + hash);
    this.hash = hash;
  }

  /** The node's name. */
  public Bytes32 hash() {
    return hash;
  }
}
