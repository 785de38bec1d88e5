package network.akashi.zkvm.chip;

import java.util.List;

/** Memory words that an accelerator writes, or reads and writes in one access, behind a pointer. */
final class WrittenOperand {
  private final int words;
  private final int slot;
  private final int times;
  private final int before;

  /**
   * @param slot when the words are accessed
   */
  WrittenOperand(Columns columns, String name, int words, int slot) {
    this.words = words;
    this.slot = slot;
    times = columns.many(name + "_time", words);
    before = columns.many(name + "_before", InstructionRow.LIMBS * words);
  }

  /** What the words held: their limbs, the lowest first. */
  <E> List<E> before(InstructionRow<E> row) {
    return row.cells(before, InstructionRow.LIMBS * words);
  }

  /**
   * Accesses the words.
   *
   * @param after the limbs that they hold afterwards, which the caller range-checks
   */
  <E> void constrain(InstructionRow<E> row, Pointer pointer, List<E> after) {
    for (int i = 0; i < words; i++) {
      int limb = InstructionRow.LIMBS * i;
      row.access(
          slot,
          row.constant(Space.WRITABLE),
          pointer.word(row, i),
          times + i,
          row.word(before + limb),
          after.subList(limb, limb + InstructionRow.LIMBS),
          row.active);
    }
  }

  /** The words are accessed: accesses from {@code access} on. Returns what they held. */
  long[] fill(ChipRow row, Step step, int access) {
    long[] values = new long[words];
    for (int i = 0; i < words; i++) {
      values[i] = step.accessBefore(access + i);
      row.set(times + i, step.memory(slot, access + i));
      row.word(before + InstructionRow.LIMBS * i, values[i]);
    }
    return values;
  }
}
