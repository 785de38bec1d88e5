package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;

/**
 * Memory words that an accelerator reads, behind a pointer in a register of their own.
 *
 * <p>They may lie in memory that is read only, and each word says so by a bit: an operand may lie
 * across the border between two pages. The words are held as limbs, or as bytes that are looked up.
 */
final class ReadOperand {
  private static final String IN_RANGE = "a limb in memory was range-checked when it was written";

  private final String name;
  private final int register;
  private final int words;
  private final int slot;
  private final boolean inBytes;
  private final Pointer pointer;
  private final int pointerTime;
  private final int spaces;
  private final int times;
  private final int cells;

  private ReadOperand(
      Columns columns, String name, int register, int words, int slot, boolean inBytes) {
    this.name = name;
    this.register = register;
    this.words = words;
    this.slot = slot;
    this.inBytes = inBytes;
    pointer = new Pointer(columns, name);
    pointerTime = columns.one(name + "_pointer_time");
    spaces = columns.many(name + "_is_read_only", words);
    times = columns.many(name + "_time", words);
    cells = columns.many(name, cellsPerWord() * words);
  }

  /**
   * @param register number of the register that holds the pointer
   * @param slot when the words are read
   */
  static ReadOperand inLimbs(Columns columns, String name, int register, int words, int slot) {
    return new ReadOperand(columns, name, register, words, slot, false);
  }

  /** The same, for an operand that is needed byte by byte. */
  static ReadOperand inBytes(Columns columns, String name, int register, int words, int slot) {
    return new ReadOperand(columns, name, register, words, slot, true);
  }

  private int cellsPerWord() {
    return inBytes ? Long.BYTES : InstructionRow.LIMBS;
  }

  /** The limbs or bytes of all words, the lowest first. */
  <E> List<E> cells(InstructionRow<E> row) {
    return row.cells(cells, cellsPerWord() * words);
  }

  /** The limbs of all words, the lowest first. */
  <E> List<E> limbs(InstructionRow<E> row) {
    return inBytes ? row.limbs(cells(row)) : cells(row);
  }

  /** Reads the words. */
  <E> void constrain(InstructionRow<E> row) {
    pointer.constrain(row);
    E zero = row.constant(0);
    row.read(
        Slots.ARGUMENTS,
        row.constant(register),
        pointerTime,
        List.of(pointer.low(row), pointer.high(row), zero, zero));
    if (inBytes) {
      row.bytePairs(cells(row));
    } else {
      cells(row).forEach(limb -> row.b.assumeRange(IN_RANGE, limb, 0, InstructionRow.LIMB - 1));
    }
    List<E> limbs = limbs(row);
    for (int i = 0; i < words; i++) {
      E space = row.cell(spaces + i);
      row.b.assertBoolean("space of " + name + ", word " + i + " is a bit", space);
      int limb = InstructionRow.LIMBS * i;
      List<E> word = new ArrayList<>(limbs.subList(limb, limb + InstructionRow.LIMBS));
      row.access(slot, space, pointer.word(row, i), times + i, word, word, row.active);
    }
  }

  /**
   * Fills everything.
   *
   * @param first the step's access to the first word; the others follow
   * @param argument the step's access to the register
   * @return the words
   */
  long[] fill(ChipRow row, Step step, int first, int argument) {
    long address = step.accessBefore(argument);
    pointer.fill(row, address);
    row.set(pointerTime, step.register(Slots.ARGUMENTS, register, address));
    long[] values = new long[words];
    for (int i = 0; i < words; i++) {
      values[i] = step.accessBefore(first + i);
      row.set(spaces + i, step.space(first + i));
      row.set(times + i, step.memory(slot, first + i));
      if (inBytes) {
        row.bytes(cells + Long.BYTES * i, values[i]);
        row.bytePairs(values[i]);
      } else {
        row.word(cells + InstructionRow.LIMBS * i, values[i]);
      }
    }
    return values;
  }
}
