package network.akashi.rollup.trie;

import java.util.Arrays;
import network.akashi.rollup.rlp.Rlp;
import org.jspecify.annotations.Nullable;

/**
 * A node of the trie; {@code null} stands for the empty one. Nodes never change, so tries share
 * them. Each computes the reference that its parent has of it once: the node itself if it has fewer
 * than 32 bytes, its hash otherwise.
 */
abstract sealed class Node {
  private static final byte[] EMPTY = Rlp.string(new byte[0]);

  private volatile byte @Nullable [] reference;

  /** The node's RLP. */
  abstract byte[] encode();

  /** As the parent's RLP has it. */
  byte[] reference() {
    byte[] known = reference;
    if (known == null) {
      byte[] encoded = encode();
      known = encoded.length < 32 ? encoded : Rlp.string(Hashing.keccak(encoded));
      reference = known;
    }
    return known;
  }

  /** Whether the parent's RLP has all of it. */
  boolean isInline() {
    return reference().length < 32;
  }

  /** The node itself: a stub is replaced by what it stands for. */
  abstract Known resolve();

  static byte[] referenceTo(@Nullable Node node) {
    return node == null ? EMPTY : node.reference();
  }

  /** A node that is there, not only its hash. */
  abstract static sealed class Known extends Node {
    @Override
    Known resolve() {
      return this;
    }
  }

  /** The rest of a key, and its value. */
  static final class Leaf extends Known {
    final byte[] path;
    final byte[] value;

    Leaf(byte[] path, byte[] value) {
      this.path = path;
      this.value = value;
    }

    @Override
    byte[] encode() {
      return Rlp.list(Rlp.string(Nibbles.hexPrefix(path, true)), Rlp.string(value));
    }
  }

  /** Nibbles that all keys below share. The child is a branch. */
  static final class Extension extends Known {
    final byte[] path;
    final Node child;

    Extension(byte[] path, Node child) {
      this.path = path;
      this.child = child;
    }

    @Override
    byte[] encode() {
      return Rlp.list(Rlp.string(Nibbles.hexPrefix(path, false)), child.reference());
    }
  }

  /** A child for each next nibble; the value of the key that ends here. */
  static final class Branch extends Known {
    static final int WIDTH = 16;

    private final @Nullable Node[] children;
    final byte @Nullable [] value;

    Branch(@Nullable Node[] children, byte @Nullable [] value) {
      this.children = children;
      this.value = value;
    }

    @Nullable Node child(int nibble) {
      return children[nibble];
    }

    Branch withChild(int nibble, @Nullable Node child) {
      @Nullable Node[] changed = Arrays.copyOf(children, WIDTH);
      changed[nibble] = child;
      return new Branch(changed, value);
    }

    Branch withValue(byte @Nullable [] changed) {
      return new Branch(children, changed);
    }

    @Override
    byte[] encode() {
      byte[][] items = new byte[WIDTH + 1][];
      for (int i = 0; i < WIDTH; i++) {
        items[i] = Node.referenceTo(children[i]);
      }
      items[WIDTH] = value == null ? EMPTY : Rlp.string(value);
      return Rlp.list(items);
    }
  }

  /** A node of which only the hash is known here. */
  static final class Stub extends Node {
    private final byte[] hash;
    private final NodeSource source;
    private volatile @Nullable Known resolved;

    Stub(byte[] hash, NodeSource source) {
      this.hash = hash;
      this.source = source;
    }

    @Override
    byte[] encode() {
      return resolve().encode();
    }

    @Override
    byte[] reference() {
      return Rlp.string(hash);
    }

    @Override
    Known resolve() {
      Known known = resolved;
      if (known == null) {
        known = NodeDecoder.decode(Hashing.fetch(source, hash), source);
        resolved = known;
      }
      return known;
    }
  }
}
