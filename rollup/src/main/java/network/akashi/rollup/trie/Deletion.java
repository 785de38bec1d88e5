package network.akashi.rollup.trie;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries out of tries. A branch that keeps one thing only is replaced by it, so that the
 * trie has the shape that it would have without the entry ever having been there.
 */
final class Deletion {
  private Deletion() {}

  /** {@code node} without the key; the very same node if the key has no value. */
  static @Nullable Node delete(@Nullable Node node, byte[] key, int at) {
    if (node == null) {
      return null;
    }
    return switch (node.resolve()) {
      case Node.Leaf leaf -> Lookup.isRest(leaf.path, key, at) ? null : node;
      case Node.Extension extension -> {
        if (Nibbles.common(extension.path, key, at) < extension.path.length) {
          yield node;
        }
        Node child = delete(extension.child, key, at + extension.path.length);
        // Below an extension there is a branch, which keeps something whatever is deleted.
        yield child == extension.child
            ? node
            : prefixed(extension.path, Objects.requireNonNull(child));
      }
      case Node.Branch branch -> fromBranch(node, branch, key, at);
    };
  }

  private static Node fromBranch(Node same, Node.Branch branch, byte[] key, int at) {
    if (at == key.length) {
      return branch.value == null ? same : reduced(branch.withValue(null));
    }
    Node child = branch.child(key[at]);
    Node changed = delete(child, key, at + 1);
    if (changed == child) {
      return same;
    }
    Node.Branch rest = branch.withChild(key[at], changed);
    return changed == null ? reduced(rest) : rest;
  }

  /** A branch of one thing as the leaf or extension that it should be. */
  private static Node reduced(Node.Branch branch) {
    int only = -1;
    for (int i = 0; i < Node.Branch.WIDTH; i++) {
      if (branch.child(i) != null) {
        if (only >= 0 || branch.value != null) {
          return branch;
        }
        only = i;
      }
    }
    if (only < 0) {
      return new Node.Leaf(Nibbles.NONE, Objects.requireNonNull(branch.value));
    }
    Node child = Objects.requireNonNull(branch.child(only));
    return prefixed(new byte[] {(byte) only}, child);
  }

  /** {@code node} below {@code path}. */
  private static Node prefixed(byte[] path, Node node) {
    return switch (node.resolve()) {
      case Node.Leaf leaf -> new Node.Leaf(Nibbles.join(path, leaf.path), leaf.value);
      case Node.Extension extension ->
          new Node.Extension(Nibbles.join(path, extension.path), extension.child);
      case Node.Branch _ -> new Node.Extension(path, node);
    };
  }
}
