package network.akashi.rollup.trie;

import java.util.function.Consumer;
import network.akashi.chain.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads tries. */
final class Lookup {
  private Lookup() {}

  static byte @Nullable [] get(@Nullable Node start, byte[] key, int from) {
    Node node = start;
    int at = from;
    while (node != null) {
      switch (node.resolve()) {
        case Node.Leaf leaf -> {
          return isRest(leaf.path, key, at) ? leaf.value : null;
        }
        case Node.Extension extension -> {
          if (Nibbles.common(extension.path, key, at) < extension.path.length) {
            return null;
          }
          at += extension.path.length;
          node = extension.child;
        }
        case Node.Branch branch -> {
          if (at == key.length) {
            return branch.value;
          }
          node = branch.child(key[at]);
          at++;
        }
      }
    }
    return null;
  }

  /** Whether what is left of {@code key} from {@code at} on is {@code path}. */
  static boolean isRest(byte[] path, byte[] key, int at) {
    return path.length == key.length - at && Nibbles.common(path, key, at) == path.length;
  }

  /** Hands out the nodes towards {@code key} that have hashes of their own, from the root on. */
  static void path(@Nullable Node root, byte[] key, Consumer<Node> visitor) {
    @Nullable Node node = root;
    int at = 0;
    while (node != null) {
      Node.Known here = node.resolve();
      if (here == root || node == root || !here.isInline()) {
        visitor.accept(here);
      }
      switch (here) {
        case Node.Leaf _ -> node = null;
        case Node.Extension extension -> {
          boolean goesOn = Nibbles.common(extension.path, key, at) == extension.path.length;
          at += extension.path.length;
          node = goesOn ? extension.child : null;
        }
        case Node.Branch branch -> {
          node = at == key.length ? null : branch.child(key[at]);
          at++;
        }
      }
    }
  }

  static void forEach(@Nullable Node node, byte[] path, Trie.EntryVisitor visitor) {
    if (node == null) {
      return;
    }
    switch (node.resolve()) {
      case Node.Leaf leaf -> entry(Nibbles.join(path, leaf.path), leaf.value, visitor);
      case Node.Extension extension ->
          forEach(extension.child, Nibbles.join(path, extension.path), visitor);
      case Node.Branch branch -> {
        if (branch.value != null) {
          entry(path, branch.value, visitor);
        }
        for (int i = 0; i < Node.Branch.WIDTH; i++) {
          forEach(branch.child(i), Nibbles.join(path, i, Nibbles.NONE), visitor);
        }
      }
    }
  }

  private static void entry(byte[] path, byte[] value, Trie.EntryVisitor visitor) {
    visitor.entry(Bytes.of(Nibbles.toBytes(path)), Bytes.of(value));
  }
}
