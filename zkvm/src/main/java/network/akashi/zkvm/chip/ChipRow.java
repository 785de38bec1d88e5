package network.akashi.zkvm.chip;

import network.akashi.math.KoalaBear;

/** The row of a table that is being filled, with the lookups it makes. */
final class ChipRow {
  private final int[] cells;
  private final int height;
  private final Lookups lookups;
  private int row = -1;

  /**
   * @param cells the table, column by column
   * @param height rows of it
   */
  ChipRow(int[] cells, int height, Lookups lookups) {
    this.cells = cells;
    this.height = height;
    this.lookups = lookups;
  }

  /** Goes to the next row, which is all zeros. */
  void advance() {
    row++;
  }

  /** Number of the row. */
  int row() {
    return row;
  }

  /** Writes an integer. */
  void set(int column, int value) {
    cells[column * height + row] = KoalaBear.fromInt(value);
  }

  /** Writes any integer, reduced mod p. */
  void set(int column, long value) {
    cells[column * height + row] = KoalaBear.fromLong(value);
  }

  /** Writes a field element in Montgomery form. */
  void element(int column, int value) {
    cells[column * height + row] = value;
  }

  /** Goes forward {@code count} rows, and fills them and columns from 0 on with field elements. */
  void block(int[] elements, int count) {
    int first = row + 1;
    for (int column = 0; column < elements.length / count; column++) {
      System.arraycopy(elements, column * count, cells, column * height + first, count);
    }
    row += count;
  }

  /** Writes an integer to another row. */
  void setAt(int otherRow, int column, long value) {
    cells[column * height + otherRow] = KoalaBear.fromLong(value);
  }

  /** The integer in a cell of any row. */
  int getAt(int otherRow, int column) {
    return KoalaBear.toInt(cells[column * height + otherRow]);
  }

  /** Writes the four limbs of a word. */
  void word(int first, long value) {
    set(first, (int) value & 0xffff);
    set(first + 1, (int) (value >>> 16) & 0xffff);
    set(first + 2, (int) (value >>> 32) & 0xffff);
    set(first + 3, (int) (value >>> 48));
  }

  /** Writes the lowest bits of an integer. */
  void bits(int first, int value, int count) {
    for (int i = 0; i < count; i++) {
      set(first + i, value >>> i & 1);
    }
  }

  /** Writes the eight bytes of a word. */
  void bytes(int first, long value) {
    for (int i = 0; i < Long.BYTES; i++) {
      set(first + i, (int) (value >>> (8 * i)) & 0xff);
    }
  }

  // Lookups

  void range16(long value) {
    lookups.range16(value);
  }

  /** The four limbs of a word are looked up. */
  void rangeWord(long value) {
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      lookups.range16(value >>> (16 * i) & 0xffff);
    }
  }

  /** The eight bytes of a word are looked up in pairs. */
  void pairs(long value) {
    for (int i = 0; i < Long.BYTES; i += 2) {
      int both = (int) (value >>> (8 * i));
      lookups.bytes(ByteOperation.PAIR, both & 0xff, both >>> 8 & 0xff);
    }
  }

  /** The eight bytes of a word are looked up in pairs. */
  void bytePairs(long value) {
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      int limb = (int) (value >>> (16 * i));
      lookups.bytes(ByteOperation.PAIR, limb & 0xff, limb >>> 8 & 0xff);
    }
  }

  void eighths(long quotient, long rest) {
    lookups.eighths(quotient, rest);
  }

  void bytes(ByteOperation operation, int a, int b) {
    lookups.bytes(operation, a, b);
  }

  void shift(int kind, int amount) {
    lookups.shift(kind, amount);
  }
}
