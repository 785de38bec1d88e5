package network.akashi.rollup.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;

/**
 * The Merkle tree of a batch's withdrawals, as {@code WithdrawalTree.sol} reads it: leaves at one
 * depth, padded with zero to a power of two.
 */
public final class WithdrawalTree {
  /** From the leaves up to the root; no level at all without leaves. */
  private final List<List<Bytes32>> levels = new ArrayList<>();

  private final int size;

  private WithdrawalTree(List<Bytes32> leaves) {
    size = leaves.size();
    if (leaves.isEmpty()) {
      return;
    }
    List<Bytes32> level = new ArrayList<>(leaves);
    int width = leaves.size() == 1 ? 1 : Integer.highestOneBit(leaves.size() - 1) << 1;
    while (level.size() < width) {
      level.add(Bytes32.ZERO);
    }
    levels.add(level);
    while (level.size() > 1) {
      List<Bytes32> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        above.add(Keccak256.hash(level.get(i).bytes(), level.get(i + 1).bytes()));
      }
      level = above;
      levels.add(level);
    }
  }

  /** The tree over these leaves. */
  public static WithdrawalTree of(List<Bytes32> leaves) {
    return new WithdrawalTree(leaves);
  }

  /** Zero if there are no leaves; the leaf if there is one. */
  public Bytes32 root() {
    return levels.isEmpty() ? Bytes32.ZERO : levels.getLast().getFirst();
  }

  /**
   * The siblings from leaf {@code index} up.
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public List<Bytes32> path(int index) {
    Objects.checkIndex(index, size);
    List<Bytes32> path = new ArrayList<>();
    int at = index;
    for (List<Bytes32> level : levels.subList(0, levels.size() - 1)) {
      path.add(level.get(at ^ 1));
      at >>= 1;
    }
    return path;
  }

  /** Whether {@code leaf} at {@code index} leads to {@code root}, as the contract judges it. */
  public static boolean includes(Bytes32 root, Bytes32 leaf, long index, List<Bytes32> path) {
    if (path.size() > 32 || index >>> path.size() != 0) {
      return false;
    }
    Bytes32 node = leaf;
    for (int i = 0; i < path.size(); i++) {
      boolean right = ((index >>> i) & 1) == 1;
      Bytes32 sibling = path.get(i);
      node =
          right
              ? Keccak256.hash(sibling.bytes(), node.bytes())
              : Keccak256.hash(node.bytes(), sibling.bytes());
    }
    return node.equals(root);
  }
}
