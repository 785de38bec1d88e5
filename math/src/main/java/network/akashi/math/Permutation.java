package network.akashi.math;

/**
 * A cryptographic permutation of a few field elements, applied to several independent states at
 * once.
 *
 * <p>The states of one call are interleaved: word {@code i} of state {@code k} lies at {@code
 * offset + i·lanes() + k}, so that a vector kernel loads the same word of all states with one
 * instruction. With one lane this is a plain state. What is built on a permutation never needs to
 * know which one it is; an attack on one is answered by putting another in its place.
 */
public interface Permutation {
  /** Number of field elements in one state. */
  int width();

  /** Number of independent states that one call permutes; 1 for a scalar implementation. */
  int lanes();

  /**
   * Permutes {@code lanes()} interleaved states in place.
   *
   * @param states canonical elements; {@code width()·lanes()} of them from {@code offset} on
   * @throws IllegalArgumentException if the states do not fit the array
   */
  void permute(int[] states, int offset);
}
