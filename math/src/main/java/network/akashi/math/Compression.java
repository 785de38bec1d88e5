package network.akashi.math;

/**
 * Compresses two digests to one, many pairs at once. Implementations hold no state; see {@link
 * LeafHash} for {@code scratch}.
 */
public interface Compression {
  /** Number of elements in a digest. */
  int digestLength();

  /** How long {@code scratch} must at least be. */
  int scratchLength();

  /**
   * Compresses {@code count} pairs that lie one after the other, left before right, from {@code at}
   * on; the results lie one after the other from {@code outAt} on. They may overwrite the pairs
   * from the start on ({@code out == pairs}, {@code outAt == at}), or lie apart from them.
   *
   * @throws IllegalArgumentException if pairs, results or scratch do not fit their arrays
   */
  void compress(int[] pairs, int at, int count, int[] out, int outAt, int[] scratch);
}
