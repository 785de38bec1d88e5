package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;

/**
 * Memory words that an accelerator reads, behind a pointer in a register of their own.
 *
 * <p>They may lie in memory that is read only, and each word says so by a bit: an operand may lie
 * across the border between two pages.
 */
final class ReadOperand {
  private final String name;
  private final int register;
  private final int words;
  private final int slot;
  private final Pointer pointer;
  private final int pointerTime;
  private final int spaces;
  private final int times;
  private final int limbs;

  /**
   * @param register number of the register that holds the pointer
   * @param slot when the words are read
   */
  ReadOperand(Columns columns, String name, int register, int words, int slot) {
    this.name = name;
    this.register = register;
    this.words = words;
    this.slot = slot;
    pointer = new Pointer(columns, name);
    pointerTime = columns.one(name + "_pointer_time");
    spaces = columns.many(name + "_is_read_only", words);
    times = columns.many(name + "_time", words);
    limbs = columns.many(name, InstructionRow.LIMBS * words);
  }

  /** Reads the words; returns their limbs, the lowest first. */
  <E> List<E> constrain(InstructionRow<E> row) {
    pointer.constrain(row);
    E zero = row.constant(0);
    row.read(
        Slots.ARGUMENTS,
        row.constant(register),
        pointerTime,
        List.of(pointer.low(row), pointer.high(row), zero, zero));
    List<E> all = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      E space = row.cell(spaces + i);
      row.b.assertBoolean("space of " + name + ", word " + i + " is a bit", space);
      List<E> word = row.word(limbs + InstructionRow.LIMBS * i);
      row.access(slot, space, pointer.word(row, i), times + i, word, word, row.active);
      all.addAll(word);
    }
    return all;
  }

  /** The register is read: access {@code access} of the step. */
  void fillPointer(ChipRow row, Step step, int access) {
    long address = step.accessBefore(access);
    pointer.fill(row, address);
    row.set(pointerTime, step.register(Slots.ARGUMENTS, register, address));
  }

  /** The words are read: accesses from {@code access} on. Returns them. */
  long[] fill(ChipRow row, Step step, int access) {
    long[] values = new long[words];
    for (int i = 0; i < words; i++) {
      values[i] = step.accessBefore(access + i);
      row.set(spaces + i, step.space(access + i));
      row.set(times + i, step.memory(slot, access + i));
      row.word(limbs + InstructionRow.LIMBS * i, values[i]);
    }
    return values;
  }
}
