package network.akashi.math;

/**
 * Builds Merkle trees over matrices, on all cores.
 *
 * <p>Leaves are hashed in chunks of a thousand or so; the thread that hashed a chunk goes on to the
 * top of the subtree over it while its digests are in the cache. What is left above the chunks is
 * done level by level. Scratch memory is allocated once, here, for each worker; building allocates
 * nothing beyond the tree object where the caller gives the node array. One build at a time.
 */
public final class MerkleTreeBuilder {
  /** Leaves per chunk: their digests fill 32 KiB. */
  private static final int LOG_CHUNK = 10;

  /** Chunks per tree to aim at, so that small trees keep several cores busy too. */
  private static final int LOG_CHUNKS = 5;

  /** Below this many leaves a chunk would leave lanes idle. */
  private static final int LOG_MIN_CHUNK = 5;

  private final MerkleHash hash;
  private final Parallel parallel;
  private final int[][] scratch;

  /** A builder whose loops run on {@code parallel}. */
  public MerkleTreeBuilder(MerkleHash hash, Parallel parallel) {
    this.hash = hash;
    this.parallel = parallel;
    this.scratch = new int[parallel.threads()][hash.scratchLength()];
  }

  /** Number of elements of the node array of a tree. */
  public int nodeArrayLength(MerkleShape shape) {
    return Math.multiplyExact(shape.nodes(), hash.digestLength());
  }

  /**
   * Builds the tree over {@code rows}.
   *
   * @throws IllegalArgumentException unless the number of rows is a power of two up to {@code 2^26}
   *     and the cap not higher than the tree
   */
  public MerkleTree build(Rows rows, int capHeight) {
    MerkleShape shape = MerkleShape.of(rows.count(), capHeight);
    return build(rows, capHeight, new int[nodeArrayLength(shape)]);
  }

  /**
   * Builds the tree over {@code rows} into the given array.
   *
   * @param nodes at least {@link #nodeArrayLength} long, apart from the rows; belongs to the tree
   *     from here on
   * @throws IllegalArgumentException as above, or if the array is too short
   */
  public MerkleTree build(Rows rows, int capHeight, int[] nodes) {
    MerkleShape shape = MerkleShape.of(rows.count(), capHeight);
    Checks.range("nodes", nodes, 0, nodeArrayLength(shape));
    int logChunk = logChunk(shape);
    parallel.forEach(
        shape.leaves(),
        1 << logChunk,
        (from, to, worker) -> {
          int at = from * hash.digestLength();
          hash.leaves().hash(rows, from, to - from, nodes, at, scratch[worker]);
          for (int level = 1; level <= Math.min(logChunk, shape.depth()); level++) {
            compress(shape, level, from >> level, to >> level, nodes, worker);
          }
        });
    for (int level = logChunk + 1; level <= shape.depth(); level++) {
      int above = level;
      parallel.forEach(
          shape.leaves() >> level,
          1 << LOG_MIN_CHUNK,
          (from, to, worker) -> compress(shape, above, from, to, nodes, worker));
    }
    return new MerkleTree(shape, hash.digestLength(), rows, nodes);
  }

  private static int logChunk(MerkleShape shape) {
    int wanted = Math.clamp(shape.logLeaves() - LOG_CHUNKS, LOG_MIN_CHUNK, LOG_CHUNK);
    return Math.min(wanted, shape.logLeaves());
  }

  /** Computes the nodes {@code from ≤ i < to} of {@code level}, which is not 0. */
  private void compress(MerkleShape shape, int level, int from, int to, int[] nodes, int worker) {
    int length = hash.digestLength();
    int pairs = (shape.levelStart(level - 1) + 2 * from) * length;
    int out = (shape.levelStart(level) + from) * length;
    hash.nodes().compress(nodes, pairs, to - from, nodes, out, scratch[worker]);
  }
}
