package network.akashi.math;

/**
 * The Poseidon2 permutation over KoalaBear, one state at a time: the readable reference, and what a
 * transcript and a verifier use.
 *
 * <p>Grassi, Khovratovich, Schofnegger: "Poseidon2: A Faster Version of the Poseidon Hash Function"
 * (eprint 2023/323), figure 1. With {@code M_E} the external and {@code M_I} the internal layer:
 *
 * <pre>
 *   x ← M_E·x
 *   4 times:    x ← M_E·(x + c)^3             every word
 *   R_P times:  x_0 ← (x_0 + c)^3, x ← M_I·x  word 0 only
 *   4 times:    x ← M_E·(x + c)^3             every word
 * </pre>
 *
 * <p>{@code M_E} is {@code circ(2·M_4, M_4, …, M_4)} with {@code M_4 = circ(2, 3, 1, 1)}: each
 * block of four words is multiplied by {@code M_4}, and then every word gets the sum of the words
 * at the same place of all blocks. {@code M_I} is the all-ones matrix plus a diagonal.
 */
public final class Poseidon2 implements Permutation {
  /** The instance of width 16. */
  public static final Poseidon2 WIDTH_16 = new Poseidon2(Poseidon2Parameters.WIDTH_16);

  /** The instance of width 24. */
  public static final Poseidon2 WIDTH_24 = new Poseidon2(Poseidon2Parameters.WIDTH_24);

  private final Poseidon2Parameters parameters;
  private final int width;

  private Poseidon2(Poseidon2Parameters parameters) {
    this.parameters = parameters;
    this.width = parameters.width();
  }

  /** The constants of this instance. */
  public Poseidon2Parameters parameters() {
    return parameters;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void permute(int[] state, int offset) {
    Checks.range("states", state, offset, width);
    int half = parameters.externalRounds() / 2;
    externalLayer(state, offset);
    for (int round = 0; round < half; round++) {
      externalRound(state, offset, round);
    }
    for (int round = 0; round < parameters.internalRounds(); round++) {
      internalRound(state, offset, round);
    }
    for (int round = half; round < 2 * half; round++) {
      externalRound(state, offset, round);
    }
  }

  private void externalRound(int[] state, int offset, int round) {
    for (int i = 0; i < width; i++) {
      int x = state[offset + i];
      state[offset + i] = cube(KoalaBear.add(x, parameters.externalConstant(round, i)));
    }
    externalLayer(state, offset);
  }

  private void internalRound(int[] state, int offset, int round) {
    state[offset] = cube(KoalaBear.add(state[offset], parameters.internalConstant(round)));
    long total = 0;
    for (int i = 0; i < width; i++) {
      total += state[offset + i];
    }
    int sum = (int) (total % KoalaBear.P);
    for (int i = 0; i < width; i++) {
      int scaled = KoalaBear.mul(parameters.diagonal(i), state[offset + i]);
      state[offset + i] = KoalaBear.add(scaled, sum);
    }
  }

  /** The sums stay small enough for one reduction at the end: below 35·p in all. */
  private void externalLayer(int[] state, int offset) {
    long sum0 = 0;
    long sum1 = 0;
    long sum2 = 0;
    long sum3 = 0;
    for (int i = offset; i < offset + width; i += 4) {
      sum0 += block(state, i, 0);
      sum1 += block(state, i, 1);
      sum2 += block(state, i, 2);
      sum3 += block(state, i, 3);
    }
    for (int i = offset; i < offset + width; i += 4) {
      long y0 = block(state, i, 0) + sum0;
      long y1 = block(state, i, 1) + sum1;
      long y2 = block(state, i, 2) + sum2;
      long y3 = block(state, i, 3) + sum3;
      state[i] = (int) (y0 % KoalaBear.P);
      state[i + 1] = (int) (y1 % KoalaBear.P);
      state[i + 2] = (int) (y2 % KoalaBear.P);
      state[i + 3] = (int) (y3 % KoalaBear.P);
    }
  }

  /** Word {@code row} of {@code M_4} times the block of four words at {@code at}, not reduced. */
  private static long block(int[] state, int at, int row) {
    return 2L * state[at + row]
        + 3L * state[at + (row + 1 & 3)]
        + state[at + (row + 2 & 3)]
        + state[at + (row + 3 & 3)];
  }

  private static int cube(int x) {
    return KoalaBear.mul(KoalaBear.square(x), x);
  }
}
