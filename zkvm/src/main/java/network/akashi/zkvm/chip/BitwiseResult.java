package network.akashi.zkvm.chip;

import java.util.List;

/**
 * The results of {@code and}, {@code or} and {@code xor} all follow from the first: {@code x | y =
 * x + y − (x & y)} and {@code x ^ y = x + y − 2·(x & y)}. So one table of bytes does for three
 * operations.
 */
final class BitwiseResult {
  private BitwiseResult() {}

  /**
   * The result for a part of two words.
   *
   * @param flags of and, or, xor
   * @param and {@code x & y}
   */
  static <E> E of(InstructionRow<E> row, List<E> flags, E x, E y, E and) {
    E or = flags.get(1);
    E xor = flags.get(2);
    E ofSum = row.sum(or, xor);
    E ofAnd = row.b.sub(flags.get(0), row.sum(or, row.scaled(2, xor)));
    return row.sum(row.b.mul(ofSum, row.sum(x, y)), row.b.mul(ofAnd, and));
  }
}
