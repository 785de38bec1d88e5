package network.akashi.stark.audit;

import java.util.function.IntUnaryOperator;
import network.akashi.math.KeccakPermutation;
import network.akashi.math.KoalaBear;
import network.akashi.math.MathProvider;
import network.akashi.stark.air.KeccakColumns;
import network.akashi.stark.keccak.KeccakWiring;

/** Whether Keccak-f leads from a row's bits to its limbs, by computing it. */
final class KeccakRows {
  /** What verdicts and findings call this. */
  static final String NAME = "limbs are Keccak-f of bits";

  private KeccakRows() {}

  /**
   * Whether it does.
   *
   * @param cell the cell of a column, in Montgomery form
   */
  static boolean holds(KeccakColumns columns, IntUnaryOperator cell) {
    long[] state = new long[KeccakPermutation.WORDS];
    for (int bit = 0; bit < KeccakWiring.BITS; bit++) {
      int value = cell.applyAsInt(columns.bits() + bit);
      if (value != 0 && value != KoalaBear.ONE) {
        return false;
      }
      state[bit / Long.SIZE] |= (value == 0 ? 0L : 1L) << bit;
    }
    MathProvider.scalar().keccak().permute(state, 0);
    for (int limb = 0; limb < KeccakWiring.LIMBS; limb++) {
      int at = KeccakWiring.LIMB_BITS * limb;
      int expected = (int) (state[at / Long.SIZE] >>> at) & 0xffff;
      if (KoalaBear.toInt(cell.applyAsInt(columns.limbs() + limb)) != expected) {
        return false;
      }
    }
    return true;
  }
}
