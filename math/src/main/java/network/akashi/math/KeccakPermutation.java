package network.akashi.math;

/**
 * Keccak-f[1600], the permutation under Ethereum's hash function, applied to several independent
 * states at once (FIPS 202, section 3).
 *
 * <p>A state has 25 words of 64 bits; word {@code x + 5·y} of state {@code k} of a call lies at
 * {@code offset + (x + 5·y)·lanes() + k}. With one lane this is a plain state.
 *
 * @see MathProvider#keccak
 */
public interface KeccakPermutation {
  /** Number of 64-bit words in one state. */
  int WORDS = 25;

  /** The constants of the 24 rounds, in order; a copy. */
  static long[] roundConstants() {
    return KeccakConstants.roundConstants();
  }

  /** Number of independent states that one call permutes; 1 for a scalar implementation. */
  int lanes();

  /**
   * Permutes {@code lanes()} interleaved states in place.
   *
   * @throws IllegalArgumentException if {@code 25·lanes()} words from {@code offset} on do not fit
   *     the array
   */
  void permute(long[] states, int offset);
}
