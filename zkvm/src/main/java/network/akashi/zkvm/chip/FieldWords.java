package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;

/**
 * 32-bit words that are integers below the prime {@code p = 0x7f000001}, each two limbs.
 *
 * <p>{@code low + 2^16·high} is below p exactly if the high limb is below 0x7f00, or it is 0x7f00
 * and the low limb is 0. So {@code 0x7f00 − high} is looked up, and {@code low·(1 − (0x7f00 −
 * high)·w) = 0}, which with a high limb of 0x7f00 says that the low one is 0, and else is met by
 * the inverse {@code w}.
 */
final class FieldWords {
  private static final int TOP = KoalaBear.P >>> 16;

  private final String name;
  private final int count;
  private final int inverses;

  FieldWords(Columns columns, String name, int count) {
    this.name = name;
    this.count = count;
    inverses = columns.many(name + "_inverse", count);
  }

  /**
   * The field elements that the words are.
   *
   * @param limbs two for each word, in range or range-checked by the caller
   */
  <E> List<E> constrain(InstructionRow<E> row, List<E> limbs) {
    List<E> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      E low = limbs.get(2 * i);
      E high = limbs.get(2 * i + 1);
      E below = row.b.sub(row.constant(TOP), high);
      row.range16(below);
      E isTop = row.b.sub(row.constant(1), row.b.mul(below, row.cell(inverses + i)));
      row.b.assertZero(name + " " + i + " is below the prime", row.b.mul(low, isTop));
      elements.add(row.sum(low, row.scaled(InstructionRow.LIMB, high)));
    }
    return elements;
  }

  void fill(ChipRow row, int[] words) {
    for (int i = 0; i < count; i++) {
      int below = TOP - (words[i] >>> 16);
      row.range16(below);
      row.set(inverses + i, inverse(below));
    }
  }

  private static int inverse(int value) {
    return value == 0 ? 0 : KoalaBear.toInt(KoalaBear.inverse(KoalaBear.fromLong(value)));
  }
}
