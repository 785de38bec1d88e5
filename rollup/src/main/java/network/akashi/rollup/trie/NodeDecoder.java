package network.akashi.rollup.trie;

import network.akashi.rollup.rlp.RlpException;
import network.akashi.rollup.rlp.RlpReader;
import org.jspecify.annotations.Nullable;

/** Reads nodes from their RLP. */
final class NodeDecoder {
  private static final int HASH_BYTES = 32;

  private NodeDecoder() {}

  /**
   * The node.
   *
   * @param source has the children that the node names by their hashes
   * @throws IllegalArgumentException if it is none
   */
  static Node.Known decode(byte[] encoded, NodeSource source) {
    try {
      RlpReader reader = RlpReader.of(encoded);
      Node.Known node = node(reader.list(), source);
      reader.end();
      return node;
    } catch (RlpException e) {
      throw new IllegalArgumentException("not a trie node: " + e.getMessage(), e);
    }
  }

  private static Node.Known node(RlpReader items, NodeSource source) {
    @Nullable Node[] children = new Node[Node.Branch.WIDTH];
    byte[] first = items.raw();
    byte[] second = items.raw();
    if (!items.hasNext()) {
      return withPath(RlpReader.of(first).string(), RlpReader.of(second), source);
    }
    children[0] = child(RlpReader.of(first), source);
    children[1] = child(RlpReader.of(second), source);
    for (int i = 2; i < children.length; i++) {
      children[i] = child(items, source);
    }
    byte[] value = items.string();
    items.end();
    return new Node.Branch(children, value.length == 0 ? null : value);
  }

  private static Node.Known withPath(byte[] prefixed, RlpReader second, NodeSource source) {
    if (!Nibbles.isHexPrefix(prefixed)) {
      throw new IllegalArgumentException("not a trie node: its path has no hex prefix");
    }
    byte[] path = Nibbles.path(prefixed);
    if (Nibbles.isLeaf(prefixed)) {
      byte[] value = second.string();
      if (value.length == 0) {
        throw new IllegalArgumentException("not a trie node: a leaf without a value");
      }
      return new Node.Leaf(path, value);
    }
    Node child = child(second, source);
    if (child == null || path.length == 0) {
      throw new IllegalArgumentException("not a trie node: an extension to nowhere");
    }
    return new Node.Extension(path, child);
  }

  private static @Nullable Node child(RlpReader items, NodeSource source) {
    if (items.nextIsList()) {
      byte[] inline = items.raw();
      if (inline.length >= HASH_BYTES) {
        throw new IllegalArgumentException("not a trie node: a large node inside another");
      }
      return node(RlpReader.of(inline).list(), source);
    }
    byte[] hash = items.string();
    if (hash.length == 0) {
      return null;
    }
    if (hash.length != HASH_BYTES) {
      throw new IllegalArgumentException(
          "not a trie node: a child's hash of %d bytes".formatted(hash.length));
    }
    return new Node.Stub(hash, source);
  }
}
