package network.akashi.stark.prover;

import network.akashi.math.BitKernels;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.FieldKernels;
import network.akashi.math.KoalaBear;
import network.akashi.math.MathProvider;
import network.akashi.stark.keccak.KeccakWiring;
import network.akashi.stark.verifier.RowGroups;

/**
 * A layer of a round of Keccak-f, as {@code F(row) = Σ_j weight_j·result_j(row)}, each result a sum
 * of products of the row's {@link #width} factors. All of them are signs; in a layer's own order of
 * bits, a word of 64 of them stays together.
 */
abstract class KeccakLayer {
  static final FieldKernels FIELD = MathProvider.get().field();
  static final BitKernels BITS = MathProvider.get().bits();

  private static final int WORD = KeccakWiring.LANE_BITS;

  private final Ext5Array weights;
  private final Ext5 weightSum;

  /**
   * @param weights one for each result, in the layer's order
   */
  KeccakLayer(Ext5Array weights) {
    this.weights = weights;
    this.weightSum = MathProvider.get().ext().sum(weights);
  }

  final Ext5Array weights() {
    return weights;
  }

  /** Factors in a product. */
  abstract int factors();

  /** Values of a row. */
  abstract int width();

  /** Writes the factors and results of a group. */
  abstract void load(int group, KeccakScratch scratch);

  /** {@code F} of a row whose factors are in {@code scratch.base}. */
  abstract Ext5 sumBase(KeccakScratch scratch);

  /** {@code F} of a row with these factors. */
  abstract Ext5 sumValues(Ext5Array values, KeccakScratch scratch);

  /** {@code F} of row {@code d} of the group loaded. */
  Ext5 sumOfRow(KeccakScratch scratch, int d) {
    return signedSum(weights, weightSum, scratch.results, d);
  }

  /** Transposes the factors of the group loaded, for {@link #extend}. */
  final void transpose(KeccakScratch scratch) {
    for (int i = 0; i < width() / WORD; i++) {
      BITS.patterns(scratch.factors, RowGroups.SIZE * i, scratch.patterns, WORD * i);
    }
  }

  /** Takes the factors transposed to the point with {@code steps} within the group. */
  final void extend(KeccakScratch scratch, int[] steps) {
    BITS.combine(scratch.patterns, 0, KoalaBear.ONE, steps, scratch.base, 0, width());
  }

  /** {@code Σ_j weights_j·sign_j} of the words from {@code at} on, a group's apart. */
  static Ext5 signedSum(Ext5Array weights, Ext5 weightSum, long[] words, int at) {
    Ext5 negative = BITS.select(words, at, RowGroups.SIZE, weights);
    return weightSum.sub(negative).sub(negative);
  }
}
