package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.zkvm.isa.Op;

/** Stores that are not aligned to their size, to one word or to two. */
final class StoreMisalignedChip extends CountedChip {
  private static final int WORD = 8;

  private final int rs2 = columns().one("rs2");
  private final Address address = new Address(columns());
  private final Misalignment misalignment = new Misalignment(columns());
  private final int valueTime = columns().one("value_time");
  private final int value = columns().many("value_byte", WORD);
  private final int memoryTime = columns().many("memory_time", 2);

  StoreMisalignedChip() {
    super(PublicValue.MISALIGNED_STORES, "store_misaligned", Op.SH, Op.SW, Op.SD);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    weigh(row, row.active);
    misalignment.constrain(row, flags.get(0), flags.get(1), flags.get(2));
    E word =
        address.constrain(
            row,
            row.code(operations(), flags),
            row.constant(NO_DESTINATION),
            row.cell(rs2),
            misalignment.place(row));
    row.goTo(row.nextPc());
    List<E> stored = row.cells(value, WORD);
    for (int i = 0; i < WORD; i += 2) {
      row.bytes(stored.get(i), stored.get(i + 1));
    }
    row.read(Slots.SECOND_SOURCE, row.cell(rs2), valueTime, Misalignment.limbs(row, stored, 0));
    List<E> old = misalignment.bytes(row);
    List<E> after = new ArrayList<>();
    for (int i = 0; i < 2 * WORD; i++) {
      after.add(byteAfter(row, flags, i, old.get(i), stored));
    }
    for (int i = 0; i < 2; i++) {
      row.access(
          Slots.MEMORY + i,
          row.constant(Space.WRITABLE),
          row.sum(word, row.constant(i)),
          memoryTime + i,
          Misalignment.limbs(row, old, WORD * i),
          Misalignment.limbs(row, after, WORD * i),
          i == 0 ? row.active : misalignment.crosses(row));
    }
  }

  /** Byte {@code i} of the two words after the store. */
  private <E> E byteAfter(InstructionRow<E> row, List<E> flags, int i, E old, List<E> stored) {
    List<E> places = misalignment.places(row);
    E after = old;
    for (int place = 1; place <= Misalignment.PLACES; place++) {
      int part = i - place;
      if (part >= 0 && part < WORD) {
        E large = row.constant(0);
        for (int size = 0; size < flags.size(); size++) {
          large = part < 2 << size ? row.sum(large, flags.get(size)) : large;
        }
        E change = row.b.sub(stored.get(part), old);
        after = row.sum(after, row.b.mul(row.b.mul(places.get(place - 1), large), change));
      }
    }
    return after;
  }

  @Override
  void fill(ChipRow row, Step step) {
    row.set(rs2, step.rom().rs2());
    int place = address.fill(row, step);
    boolean crosses = step.accesses() > 1;
    row.set(valueTime, step.readSecond());
    row.bytes(value, step.second());
    row.pairs(step.second());
    long second = crosses ? step.accessBefore(1) : 0;
    misalignment.fill(row, place, step.accessBefore(0), second, crosses);
    for (int i = 0; i < step.accesses(); i++) {
      row.set(memoryTime + i, step.memory(Slots.MEMORY + i, i));
    }
  }

  @Override
  boolean isMisaligned() {
    return true;
  }

  @Override
  long weight(ChipRow rows, int row) {
    return isActive(rows, row) ? 1 : 0;
  }
}
