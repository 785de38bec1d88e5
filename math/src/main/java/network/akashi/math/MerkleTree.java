package network.akashi.math;

import java.util.Arrays;

/**
 * A Merkle tree over the rows of a matrix, with all its nodes: what a prover opens rows from.
 *
 * <p>Node {@code i} of level {@code l} is the digest at {@code (levelStart(l) + i)·digestLength} of
 * the node array; see {@link MerkleShape}. The tree views rows and nodes and copies neither: they
 * must stay as they are while it is used.
 *
 * @see MerkleTreeBuilder
 */
public final class MerkleTree {
  private final MerkleShape shape;
  private final int digestLength;
  private final Rows rows;
  private final int[] nodes;

  MerkleTree(MerkleShape shape, int digestLength, Rows rows, int[] nodes) {
    this.shape = shape;
    this.digestLength = digestLength;
    this.rows = rows;
    this.nodes = nodes;
  }

  /** The shape of the tree. */
  public MerkleShape shape() {
    return shape;
  }

  /** The commitment to all rows. */
  public MerkleCap cap() {
    int at = shape.levelStart(shape.depth()) * digestLength;
    return new MerkleCap(Arrays.copyOfRange(nodes, at, at + shape.capSize() * digestLength));
  }

  /**
   * Opens the rows at {@code indices}, given in any order, repetitions allowed.
   *
   * @throws IllegalArgumentException if there are none, or one does not exist
   */
  public MerkleOpening open(int... indices) {
    MerkleSchedule schedule = new MerkleSchedule(shape, MerkleIndices.of(indices));
    int count = schedule.indices().count();
    int[] opened = new int[Math.multiplyExact(count, rows.width())];
    for (int i = 0; i < count; i++) {
      rows.copyRow(schedule.indices().get(i), opened, i * rows.width());
    }
    int[] siblings = new int[schedule.siblings() * digestLength];
    for (int k = 0; k < schedule.siblings(); k++) {
      System.arraycopy(
          nodes, schedule.siblingNode(k) * digestLength, siblings, k * digestLength, digestLength);
    }
    return new MerkleOpening(opened, siblings);
  }
}
