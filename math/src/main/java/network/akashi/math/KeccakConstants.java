package network.akashi.math;

/** The round constants of Keccak-f[1600], computed as FIPS 202 defines them (section 3.2.5). */
final class KeccakConstants {
  static final int ROUNDS = 24;

  /** Feedback {@code x^6 + x^5 + x^4 + 1} of the 8-bit register, which {@code x^8} folds to. */
  private static final int FEEDBACK = 0x71;

  private static final long[] ROUND_CONSTANTS = generate();

  private KeccakConstants() {}

  /** All round constants, in order; a copy. */
  static long[] roundConstants() {
    return ROUND_CONSTANTS.clone();
  }

  private static long[] generate() {
    long[] constants = new long[ROUNDS];
    int register = 1;
    for (int round = 0; round < ROUNDS; round++) {
      for (int j = 0; j <= 6; j++) {
        if ((register & 1) != 0) {
          constants[round] |= 1L << ((1 << j) - 1);
        }
        register = register << 1 ^ (register >> 7) * (FEEDBACK | 0x100);
      }
    }
    return constants;
  }
}
