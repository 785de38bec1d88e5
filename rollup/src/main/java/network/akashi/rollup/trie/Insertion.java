package network.akashi.rollup.trie;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts entries into tries. */
final class Insertion {
  private Insertion() {}

  /** {@code node} with the entry whose key goes on with {@code key} from {@code at} on. */
  static Node put(@Nullable Node node, byte[] key, int at, byte[] value) {
    if (node == null) {
      return new Node.Leaf(Nibbles.from(key, at), value);
    }
    return switch (node.resolve()) {
      case Node.Leaf leaf -> intoLeaf(leaf, key, at, value);
      case Node.Extension extension -> intoExtension(extension, key, at, value);
      case Node.Branch branch -> intoBranch(branch, key, at, value);
    };
  }

  private static Node intoLeaf(Node.Leaf leaf, byte[] key, int at, byte[] value) {
    if (Lookup.isRest(leaf.path, key, at)) {
      return new Node.Leaf(leaf.path, value);
    }
    int common = Nibbles.common(leaf.path, key, at);
    Node.Branch branch = new Node.Branch(new Node[Node.Branch.WIDTH], null);
    branch =
        common == leaf.path.length
            ? branch.withValue(leaf.value)
            : branch.withChild(
                leaf.path[common], new Node.Leaf(Nibbles.from(leaf.path, common + 1), leaf.value));
    return below(leaf.path, common, intoBranch(branch, key, at + common, value));
  }

  private static Node intoExtension(Node.Extension extension, byte[] key, int at, byte[] value) {
    byte[] path = extension.path;
    int common = Nibbles.common(path, key, at);
    if (common == path.length) {
      return new Node.Extension(path, put(extension.child, key, at + common, value));
    }
    Node rest = below(Nibbles.from(path, common + 1), extension.child);
    Node.Branch branch =
        new Node.Branch(new Node[Node.Branch.WIDTH], null).withChild(path[common], rest);
    return below(path, common, intoBranch(branch, key, at + common, value));
  }

  private static Node intoBranch(Node.Branch branch, byte[] key, int at, byte[] value) {
    return at == key.length
        ? branch.withValue(value)
        : branch.withChild(key[at], put(branch.child(key[at]), key, at + 1, value));
  }

  /** {@code branch} below the first {@code length} nibbles of {@code path}. */
  private static Node below(byte[] path, int length, Node branch) {
    return below(Arrays.copyOf(path, length), branch);
  }

  private static Node below(byte[] path, Node branch) {
    return path.length == 0 ? branch : new Node.Extension(path, branch);
  }
}
