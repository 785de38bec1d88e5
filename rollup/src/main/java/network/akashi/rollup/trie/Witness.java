package network.akashi.rollup.trie;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import network.akashi.chain.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The nodes on the paths to some keys, in pre-order: all that anybody needs to read and write these
 * keys, and to compute the root, who knows the trie's root only. There is exactly one for each set
 * of keys, because each node on a path is there and no other.
 *
 * <p>It serves keys that are put and never deleted: a deletion could need the sibling of what is
 * deleted.
 */
public final class Witness {
  private final List<WitnessNode> nodes = new ArrayList<>();

  private Witness() {}

  /**
   * The witness of {@code keys} in {@code trie}; empty if there are none, or the trie is empty.
   *
   * @param keys all of one length
   * @throws IllegalArgumentException if a node on a path is part of its parent, as in tries of
   *     small values
   */
  public static List<WitnessNode> of(Trie trie, Collection<Bytes> keys) {
    Witness witness = new Witness();
    List<byte[]> paths = keys.stream().map(key -> Nibbles.of(key.toArray())).toList();
    if (!paths.isEmpty() && trie.node() != null) {
      witness.visit(trie.node(), 0, paths);
    }
    return List.copyOf(witness.nodes);
  }

  private void visit(@Nullable Node node, int at, List<byte[]> paths) {
    if (Objects.requireNonNull(node).isInline() && at > 0) {
      throw new IllegalArgumentException("a trie with nodes inside others has no witness");
    }
    Node.Known here = node.resolve();
    int place = nodes.size();
    nodes.add(new WitnessNode(Bytes.of(here.encode()), 0));
    int expanded =
        switch (here) {
          case Node.Leaf _ -> 0;
          case Node.Extension extension -> visitChild(extension, at, paths);
          case Node.Branch branch -> visitChildren(branch, at, paths);
        };
    nodes.set(place, new WitnessNode(nodes.get(place).rlp(), expanded));
  }

  private int visitChild(Node.Extension extension, int at, List<byte[]> paths) {
    int length = extension.path.length;
    List<byte[]> on =
        paths.stream().filter(path -> Nibbles.common(extension.path, path, at) == length).toList();
    if (on.isEmpty()) {
      return 0;
    }
    visit(extension.child, at + length, on);
    return 1;
  }

  private int visitChildren(Node.Branch branch, int at, List<byte[]> paths) {
    int expanded = 0;
    for (int i = 0; i < Node.Branch.WIDTH; i++) {
      int nibble = i;
      List<byte[]> on = paths.stream().filter(path -> path[at] == nibble).toList();
      if (!on.isEmpty() && branch.child(i) != null) {
        expanded |= 1 << i;
        visit(branch.child(i), at + 1, on);
      }
    }
    return expanded;
  }
}
