package network.akashi.zkvm.chip;

import java.util.List;

/**
 * An argument that points to memory words: a multiple of 8 below 2^32.
 *
 * <p>Its limbs are {@code 8·q} and {@code high}, where one lookup shows {@code q} below 2^13 and
 * {@code high} is the limb of a register, so in range. Word {@code i} behind it has the number
 * {@code q + 2^13·high + i}, an integer that does not wrap; beyond the end of memory no word has
 * it.
 */
final class Pointer {
  private final int quotient;
  private final int high;

  Pointer(Columns columns, String name) {
    quotient = columns.one(name + "_eighth");
    high = columns.one(name + "_high");
  }

  <E> void constrain(InstructionRow<E> row) {
    row.eighths(row.cell(quotient), row.constant(0));
  }

  /** The lowest limb. */
  <E> E low(InstructionRow<E> row) {
    return row.scaled(Long.BYTES, row.cell(quotient));
  }

  /** The second limb; the upper two are 0. */
  <E> E high(InstructionRow<E> row) {
    return row.cell(high);
  }

  /** The number of the {@code index}-th word. */
  <E> E word(InstructionRow<E> row, int index) {
    E first = row.sum(row.cell(quotient), row.scaled(1 << 13, row.cell(high)));
    return index == 0 ? first : row.sum(first, row.constant(index));
  }

  /** The columns, which chips of several rows keep the same. */
  List<Integer> columns() {
    return List.of(quotient, high);
  }

  void fill(ChipRow row, long address) {
    fillAgain(row, address);
    row.eighths((int) address >>> 3 & 0x1fff, 0);
  }

  /** Fills a row that does not look the pointer up. */
  void fillAgain(ChipRow row, long address) {
    row.set(quotient, (int) address >>> 3 & 0x1fff);
    row.set(high, (int) (address >>> 16) & 0xffff);
  }
}
