package network.akashi.math;

/**
 * Hashes rows of elements to digests, many rows at once.
 *
 * <p>Rows of different widths never share a digest: the width is part of what is hashed.
 * Implementations hold no state; what a call needs is in {@code scratch}, which belongs to one
 * thread at a time and whose contents mean nothing between calls.
 */
public interface LeafHash {
  /** Number of elements in a digest. */
  int digestLength();

  /** How long {@code scratch} must at least be. */
  int scratchLength();

  /**
   * Hashes the rows {@code from ≤ r < from + count}; the digests lie one after the other from
   * {@code outAt} on.
   *
   * @throws IllegalArgumentException if there are no such rows, or the digests or the scratch do
   *     not fit
   */
  void hash(Rows rows, int from, int count, int[] out, int outAt, int[] scratch);
}
