package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;

/** A word in eight columns of a byte each, the lowest first. */
final class ByteWord {
  static final int BYTE = 1 << 8;

  private final int first;

  ByteWord(Columns columns, String name) {
    first = columns.many(name, Long.BYTES);
  }

  <E> List<E> bytes(InstructionRow<E> row) {
    return row.cells(first, Long.BYTES);
  }

  /** The four limbs of the word. */
  <E> List<E> limbs(InstructionRow<E> row) {
    return limbs(row, bytes(row));
  }

  /** The limbs that pairs of {@code bytes} make. */
  static <E> List<E> limbs(InstructionRow<E> row, List<E> bytes) {
    List<E> limbs = new ArrayList<>();
    for (int i = 0; i < bytes.size(); i += 2) {
      limbs.add(row.sum(bytes.get(i), row.scaled(BYTE, bytes.get(i + 1))));
    }
    return limbs;
  }

  /** Range-checks the bytes, two with each lookup. */
  <E> void check(InstructionRow<E> row) {
    List<E> bytes = bytes(row);
    for (int i = 0; i < bytes.size(); i += 2) {
      row.bytes(bytes.get(i), bytes.get(i + 1));
    }
  }

  /** Fills in a word whose bytes something else looks up. */
  void fill(ChipRow row, long value) {
    row.bytes(first, value);
  }

  /** Fills in a word with the lookups of {@link #check}. */
  void fillChecked(ChipRow row, long value) {
    fill(row, value);
    for (int i = 0; i < Long.BYTES; i += 2) {
      row.bytes(ByteOperation.PAIR, byteAt(value, i), byteAt(value, i + 1));
    }
  }

  static int byteAt(long value, int index) {
    return (int) (value >>> (8 * index)) & 0xff;
  }

  static int limbAt(long value, int index) {
    return (int) (value >>> (16 * index)) & 0xffff;
  }
}
