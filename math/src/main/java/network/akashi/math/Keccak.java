package network.akashi.math;

/**
 * Keccak-f[1600], one state at a time: the readable reference, and what {@link Keccak256} runs on.
 *
 * <p>A round is θ (each column gets the parities of two others), ρ and π (each word is rotated and
 * moved), χ (each word gets the product of the next two in its row, the first of them negated) and
 * ι (a constant); FIPS 202, section 3.2.
 */
final class Keccak implements KeccakPermutation {
  static final Keccak INSTANCE = new Keccak();

  /**
   * How far ρ rotates the word that π moves in step {@code t} of its cycle: {@code (t+1)(t+2)/2}.
   */
  private static final int[] ROTATIONS = new int[24];

  /** Where that word goes: {@code (x, y) → (y, 2x + 3y)}, from {@code (1, 0)} on. */
  private static final int[] PLACES = new int[24];

  static {
    int x = 1;
    int y = 0;
    for (int t = 0; t < 24; t++) {
      int next = (2 * x + 3 * y) % 5;
      x = y;
      y = next;
      ROTATIONS[t] = (t + 1) * (t + 2) / 2 % Long.SIZE;
      PLACES[t] = x + 5 * y;
    }
  }

  private final long[] roundConstants = KeccakConstants.roundConstants();

  private Keccak() {}

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void permute(long[] state, int offset) {
    Checks.range("states", state, offset, WORDS);
    for (long constant : roundConstants) {
      theta(state, offset);
      rhoAndPi(state, offset);
      for (int row = offset; row < offset + WORDS; row += 5) {
        chi(state, row);
      }
      state[offset] ^= constant;
    }
  }

  private static void theta(long[] state, int offset) {
    long c0 = parity(state, offset);
    long c1 = parity(state, offset + 1);
    long c2 = parity(state, offset + 2);
    long c3 = parity(state, offset + 3);
    long c4 = parity(state, offset + 4);
    long d0 = c4 ^ Long.rotateLeft(c1, 1);
    long d1 = c0 ^ Long.rotateLeft(c2, 1);
    long d2 = c1 ^ Long.rotateLeft(c3, 1);
    long d3 = c2 ^ Long.rotateLeft(c4, 1);
    long d4 = c3 ^ Long.rotateLeft(c0, 1);
    for (int row = offset; row < offset + WORDS; row += 5) {
      state[row] ^= d0;
      state[row + 1] ^= d1;
      state[row + 2] ^= d2;
      state[row + 3] ^= d3;
      state[row + 4] ^= d4;
    }
  }

  private static long parity(long[] state, int top) {
    return state[top] ^ state[top + 5] ^ state[top + 10] ^ state[top + 15] ^ state[top + 20];
  }

  private static void rhoAndPi(long[] state, int offset) {
    long moving = state[offset + 1];
    for (int t = 0; t < 24; t++) {
      int place = offset + PLACES[t];
      long displaced = state[place];
      state[place] = Long.rotateLeft(moving, ROTATIONS[t]);
      moving = displaced;
    }
  }

  private static void chi(long[] state, int row) {
    long a0 = state[row];
    long a1 = state[row + 1];
    long a2 = state[row + 2];
    long a3 = state[row + 3];
    long a4 = state[row + 4];
    state[row] = a0 ^ (~a1 & a2);
    state[row + 1] = a1 ^ (~a2 & a3);
    state[row + 2] = a2 ^ (~a3 & a4);
    state[row + 3] = a3 ^ (~a4 & a0);
    state[row + 4] = a4 ^ (~a0 & a1);
  }
}
