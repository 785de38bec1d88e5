package network.akashi.math;

/**
 * What makes one Poseidon2 instance over KoalaBear: width, round numbers, round constants and the
 * diagonal of the internal layer.
 *
 * <p>The S-box is {@code x^3}. Round numbers, matrices and diagonals are those of Plonky3
 * (koala-bear/src/poseidon2.rs), so that its published constants and known answers apply; the
 * constants are drawn anew from {@link GrainLfsr} when the class is loaded, which takes about a
 * millisecond, and a test compares them with the published ones. {@code docs/hashing.md} discusses
 * the security of these parameters.
 */
public final class Poseidon2Parameters {
  private static final int FIELD_BITS = 31;

  private static final String DIAGONAL_16 =
      "-2 1 2 1/2 3 4 -1/2 -3 -4 1/2^8 1/2^3 1/2^24 -1/2^8 -1/2^3 -1/2^4 -1/2^24";

  private static final String DIAGONAL_24 =
      "-2 1 2 1/2 3 4 -1/2 -3 -4 1/2^8 1/2^2 1/2^3 1/2^4 1/2^5 1/2^6 1/2^24"
          + " -1/2^8 -1/2^3 -1/2^4 -1/2^5 -1/2^6 -1/2^7 -1/2^9 -1/2^24";

  /** Width 16, 8 external and 20 internal rounds. */
  public static final Poseidon2Parameters WIDTH_16 = new Poseidon2Parameters(20, DIAGONAL_16);

  /** Width 24, 8 external and 23 internal rounds. */
  public static final Poseidon2Parameters WIDTH_24 = new Poseidon2Parameters(23, DIAGONAL_24);

  private static final int EXTERNAL_ROUNDS = 8;

  private final int width;
  private final int internalRounds;
  private final int[] externalConstants;
  private final int[] internalConstants;
  private final int[] diagonal;

  private Poseidon2Parameters(int internalRounds, String diagonal) {
    this.diagonal = diagonal(diagonal);
    this.width = this.diagonal.length;
    this.internalRounds = internalRounds;
    GrainLfsr grain = new GrainLfsr(FIELD_BITS, width, EXTERNAL_ROUNDS, internalRounds);
    this.externalConstants = new int[EXTERNAL_ROUNDS * width];
    this.internalConstants = new int[internalRounds];
    int half = externalConstants.length / 2;
    draw(grain, externalConstants, 0, half);
    draw(grain, internalConstants, 0, internalRounds);
    draw(grain, externalConstants, half, externalConstants.length);
  }

  private static void draw(GrainLfsr grain, int[] constants, int from, int to) {
    for (int i = from; i < to; i++) {
      constants[i] = KoalaBear.fromInt(grain.nextBelow(KoalaBear.P));
    }
  }

  private static int[] diagonal(String text) {
    String[] entries = text.split(" ", -1);
    int[] values = new int[entries.length];
    for (int i = 0; i < entries.length; i++) {
      boolean negative = entries[i].startsWith("-");
      String magnitude = negative ? entries[i].substring(1) : entries[i];
      int value =
          switch (magnitude) {
            case "1/2" -> KoalaBear.halve(KoalaBear.ONE);
            case String power when power.startsWith("1/2^") ->
                KoalaBear.inverse(
                    KoalaBear.mulByPowerOfTwo(
                        KoalaBear.ONE, Integer.parseInt(power.substring("1/2^".length()))));
            default -> KoalaBear.fromInt(Integer.parseInt(magnitude));
          };
      values[i] = negative ? KoalaBear.neg(value) : value;
    }
    return values;
  }

  /** Number of elements in a state. */
  public int width() {
    return width;
  }

  /** Number of rounds with an S-box on every word, half of them before the internal rounds. */
  public int externalRounds() {
    return EXTERNAL_ROUNDS;
  }

  /** Number of rounds with an S-box on word 0 only. */
  public int internalRounds() {
    return internalRounds;
  }

  /** Constant added to {@code word} before the S-boxes of external round {@code round}. */
  public int externalConstant(int round, int word) {
    return externalConstants[round * width + word];
  }

  /** Constant added to word 0 before the S-box of internal round {@code round}. */
  public int internalConstant(int round) {
    return internalConstants[round];
  }

  /**
   * Entry {@code v_i} of the diagonal: the internal layer sends {@code x_i} to {@code v_i·x_i + Σ
   * x_j}.
   */
  public int diagonal(int word) {
    return diagonal[word];
  }

  /** All external constants, the ones of a round next to each other; a copy. */
  int[] externalConstants() {
    return externalConstants.clone();
  }

  /** All internal constants; a copy. */
  int[] internalConstants() {
    return internalConstants.clone();
  }
}
