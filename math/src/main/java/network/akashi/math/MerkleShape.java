package network.akashi.math;

/**
 * The shape of a Merkle tree: a full binary tree over {@code 2^logLeaves} leaves, cut off at {@code
 * 2^capHeight} nodes below the root.
 *
 * <p>Level 0 are the leaf digests; level {@code l} has {@code 2^(logLeaves − l)} nodes, and node
 * {@code i} has the children {@code 2i} and {@code 2i + 1} of level {@code l − 1}. The top level is
 * number {@code depth()}; its nodes are the cap. In an array the levels lie one after the other,
 * the leaves first:
 *
 * <pre>
 *   leaves 4, cap height 0:   n0,0 n0,1 n0,2 n0,3 │ n1,0 n1,1 │ n2,0
 * </pre>
 *
 * @param logLeaves base-2 logarithm of the number of leaves, 0 to 26
 * @param capHeight base-2 logarithm of the number of nodes in the cap, 0 to {@code logLeaves}
 */
public record MerkleShape(int logLeaves, int capHeight) {
  /** With more leaves the digests of all nodes would not fit one array. */
  public static final int MAX_LOG_LEAVES = 26;

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public MerkleShape {
    if (logLeaves < 0 || logLeaves > MAX_LOG_LEAVES) {
      throw new IllegalArgumentException(
          "logLeaves: trees have 2^0 to 2^%d leaves, asked for 2^%d"
              .formatted(MAX_LOG_LEAVES, logLeaves));
    }
    if (capHeight < 0 || capHeight > logLeaves) {
      throw new IllegalArgumentException(
          "capHeight: must lie between 0 and %d, the height of the tree, is %d"
              .formatted(logLeaves, capHeight));
    }
  }

  /**
   * The shape over a given number of leaves.
   *
   * @throws IllegalArgumentException unless it is a power of two up to {@code 2^26}
   */
  public static MerkleShape of(int leaves, int capHeight) {
    Checks.powerOfTwo("leaves", leaves);
    return new MerkleShape(Integer.numberOfTrailingZeros(leaves), capHeight);
  }

  /** Number of leaves. */
  public int leaves() {
    return 1 << logLeaves;
  }

  /** Number of nodes in the cap. */
  public int capSize() {
    return 1 << capHeight;
  }

  /** Number of compressions from a leaf digest to the cap; the cap's level. */
  public int depth() {
    return logLeaves - capHeight;
  }

  /** Number of nodes on all levels, leaf digests and cap included. */
  public int nodes() {
    return 2 * leaves() - capSize();
  }

  /** Number of nodes on the levels below {@code level}: where that level begins in an array. */
  public int levelStart(int level) {
    int twice = 2 * leaves();
    return twice - (twice >> level);
  }
}
