package network.akashi.rollup.trie;

import java.util.Arrays;
import java.util.function.Predicate;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import org.jspecify.annotations.Nullable;

/** Finds the nodes of a trie that a store lacks. */
final class NewNodes {
  private NewNodes() {}

  static void visit(Trie trie, Predicate<Bytes32> known, Trie.NodeVisitor visitor) {
    Node root = trie.node();
    if (root == null) {
      return;
    }
    if (root.isInline()) {
      visitor.node(trie.root(), Bytes.of(root.encode()));
    } else {
      visit(root, known, visitor);
    }
  }

  private static void visit(
      @Nullable Node node, Predicate<Bytes32> known, Trie.NodeVisitor visitor) {
    // What is inline has inline children only; a stub's node came from a store.
    if (node == null || node instanceof Node.Stub || node.isInline()) {
      return;
    }
    Bytes32 hash = Bytes32.of(Arrays.copyOfRange(node.reference(), 1, 33));
    if (known.test(hash)) {
      return;
    }
    switch (node) {
      case Node.Extension extension -> visit(extension.child, known, visitor);
      case Node.Branch branch -> {
        for (int i = 0; i < Node.Branch.WIDTH; i++) {
          visit(branch.child(i), known, visitor);
        }
      }
      case Node.Leaf _, Node.Stub _ -> {}
    }
    visitor.node(hash, Bytes.of(node.encode()));
  }
}
