package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.zkvm.isa.Op;

/**
 * Stores to a naturally aligned part of a memory word: the limb that bits 1 and 2 of the place
 * choose becomes {@code fresh}, and for {@code sw} the one after it too.
 */
final class StoreNarrowChip extends InstructionChip {
  private final int rs2 = columns().one("rs2");
  private final Address address = new Address(columns());
  private final int place = columns().many("place", 3);
  private final int valueTime = columns().one("value_time");
  private final int value = columns().word("value");
  private final int memoryTime = columns().one("memory_time");
  private final int before = columns().word("before");
  private final int limb = columns().one("limb");
  private final int limbBytes = columns().many("limb_byte", 2);
  private final int valueBytes = columns().many("value_byte", 2);
  private final int fresh = columns().one("fresh");

  StoreNarrowChip() {
    super("store", Op.SB, Op.SH, Op.SW);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    E isByte = flags.get(0);
    E isWord = flags.get(2);
    List<E> bits = row.cells(place, 3);
    Places.constrain(row, bits, flags.get(1), isWord);
    E none = row.constant(NO_DESTINATION);
    E word =
        address.constrain(
            row, row.code(operations(), flags), none, row.cell(rs2), Places.number(row, bits));
    row.goTo(row.nextPc());
    List<E> stored = row.word(value);
    row.read(Slots.SECOND_SOURCE, row.cell(rs2), valueTime, stored);

    List<E> old = row.word(before);
    row.b.assertEqual("the limb chosen", row.cell(limb), Places.limb(row, bits, old));
    List<E> oldBytes = row.cells(limbBytes, 2);
    List<E> newBytes = row.cells(valueBytes, 2);
    Places.split(row, "the bytes of the limb", isByte, row.cell(limb), oldBytes);
    Places.split(row, "the bytes of the value", isByte, stored.get(0), newBytes);
    E low = row.select(bits.get(0), oldBytes.get(0), newBytes.get(0));
    E high = row.select(bits.get(0), newBytes.get(0), oldBytes.get(1));
    E joined = row.sum(low, row.scaled(1 << 8, high));
    row.b.assertEqual(
        "the limb stored", row.cell(fresh), row.select(isByte, joined, stored.get(0)));

    List<E> after = new ArrayList<>();
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      after.add(limbAfter(row, i, bits, old.get(i), isWord, stored.get(1)));
    }
    row.access(
        Slots.MEMORY, row.constant(Space.WRITABLE), word, memoryTime, old, after, row.active);
  }

  private <E> E limbAfter(InstructionRow<E> row, int i, List<E> bits, E old, E isWord, E second) {
    E bit1 = (i & 1) == 1 ? bits.get(1) : row.not(bits.get(1));
    E bit2 = (i & 2) == 2 ? bits.get(2) : row.not(bits.get(2));
    E after = row.select(row.b.mul(bit1, bit2), row.cell(fresh), old);
    if ((i & 1) == 0) {
      return after;
    }
    return row.sum(after, row.b.mul(row.b.mul(isWord, bit2), row.b.sub(second, old)));
  }

  @Override
  void fill(ChipRow row, Step step) {
    row.set(rs2, step.rom().rs2());
    int at = address.fill(row, step);
    Places.fill(row, place, at);
    row.set(valueTime, step.readSecond());
    row.word(value, step.second());
    row.set(memoryTime, step.memory(Slots.MEMORY, 0));
    long old = step.accessBefore(0);
    row.word(before, old);
    int chosen = (int) (old >>> (16 * (at >> 1))) & 0xffff;
    int low = (int) step.second() & 0xffff;
    boolean isByte = step.op() == Op.SB;
    row.set(limb, chosen);
    Places.fillSplit(row, isByte, limbBytes, chosen);
    Places.fillSplit(row, isByte, valueBytes, low);
    int shift = 8 * (at & 1);
    int merged = (chosen & ~(0xff << shift)) | (low & 0xff) << shift;
    row.set(fresh, isByte ? merged : low);
  }
}
