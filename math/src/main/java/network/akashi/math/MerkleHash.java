package network.akashi.math;

/**
 * How a Merkle tree hashes: rows to leaf digests, and pairs of digests to digests.
 *
 * <p>A leaf digest cannot be passed off as an inner node or the other way round: the shape of a
 * tree fixes at which level the leaves are, and besides, a leaf's first state ends in {@code
 * (width, 0, …, 0)}, which as a right child would be a digest of prescribed value.
 *
 * @param leaves for the leaves
 * @param nodes for everything above
 */
public record MerkleHash(LeafHash leaves, Compression nodes) {
  /** Elements in a digest of the hashes below: 248 bits, hence 124 bits against collisions. */
  private static final int DIGEST_LENGTH = 8;

  /**
   * @throws IllegalArgumentException if the two disagree on the length of a digest
   */
  public MerkleHash {
    if (leaves.digestLength() != nodes.digestLength()) {
      throw new IllegalArgumentException(
          "leaves: digests of %d elements, but nodes have %d"
              .formatted(leaves.digestLength(), nodes.digestLength()));
    }
  }

  /** Poseidon2 of width 16 throughout: leaves absorb 8 elements per permutation. */
  public static MerkleHash poseidon2(MathProvider provider) {
    Permutation permutation = provider.poseidon2Width16();
    return new MerkleHash(
        new LeafSponge(permutation, DIGEST_LENGTH), new FeedForwardCompression(permutation));
  }

  /** Poseidon2 of width 24 for leaves, which absorb 16 elements per permutation, and 16 above. */
  public static MerkleHash poseidon2WithWideLeaves(MathProvider provider) {
    return new MerkleHash(
        new LeafSponge(provider.poseidon2Width24(), DIGEST_LENGTH),
        new FeedForwardCompression(provider.poseidon2Width16()));
  }

  /** Number of elements in a digest. */
  public int digestLength() {
    return nodes.digestLength();
  }

  /** Length of a scratch array that serves both. */
  public int scratchLength() {
    return Math.max(leaves.scratchLength(), nodes.scratchLength());
  }
}
