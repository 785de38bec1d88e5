package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.zkvm.isa.Op;

/** Loads that are not aligned to their size, from one word or from two. */
final class LoadMisalignedChip extends CountedChip {
  private static final int WORD = 8;

  private final int rd = columns().one("rd");
  private final Address address = new Address(columns());
  private final Misalignment misalignment = new Misalignment(columns());
  private final int readOnly = columns().many("read_only", 2);
  private final int memoryTime = columns().many("memory_time", 2);
  private final int isNegative = columns().one("is_negative");
  private final int destinationTime = columns().one("destination_time");
  private final int before = columns().word("before");

  LoadMisalignedChip() {
    super(PublicValue.MISALIGNED_LOADS, "load_misaligned", Op.LH, Op.LW, Op.LHU, Op.LWU, Op.LD);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    E isHalf = row.sum(flags.get(0), flags.get(2));
    E isWord = row.sum(flags.get(1), flags.get(3));
    E isDouble = flags.get(4);
    E signed = row.sum(flags.get(0), flags.get(1));
    weigh(row, row.active);
    misalignment.constrain(row, isHalf, isWord, isDouble);
    E word =
        address.constrain(
            row,
            row.code(operations(), flags),
            row.cell(rd),
            row.constant(0),
            misalignment.place(row));
    row.goTo(row.nextPc());
    List<E> bytes = misalignment.bytes(row);
    for (int i = 0; i < 2; i++) {
      E space = row.cell(readOnly + i);
      row.b.assertBoolean("read only is a bit, word " + i, space);
      List<E> limbs = Misalignment.limbs(row, bytes, WORD * i);
      row.access(
          Slots.MEMORY + i,
          space,
          row.sum(word, row.constant(i)),
          memoryTime + i,
          limbs,
          limbs,
          i == 0 ? row.active : misalignment.crosses(row));
    }
    row.write(
        row.cell(rd),
        destinationTime,
        before,
        result(row, bytes, signed, isHalf, isWord, isDouble));
  }

  private <E> List<E> result(
      InstructionRow<E> row, List<E> bytes, E signed, E isHalf, E isWord, E isDouble) {
    List<E> places = misalignment.places(row);
    List<E> window = new ArrayList<>();
    for (int i = 0; i < WORD; i++) {
      E chosen = row.constant(0);
      for (int p = 0; p < Misalignment.PLACES; p++) {
        chosen = row.sum(chosen, row.b.mul(places.get(p), bytes.get(p + 1 + i)));
      }
      window.add(chosen);
    }
    E negative = row.cell(isNegative);
    row.b.assertBoolean("the sign is a bit", negative);
    row.b.assertZero("only signed loads have a sign", row.b.mul(row.not(signed), negative));
    E top = row.select(isWord, window.get(3), window.get(1));
    E shifted = row.b.sub(row.scaled(2, top), row.scaled(1 << 8, negative));
    row.b.send(
        Buses.BYTES,
        signed,
        List.of(
            row.constant(ByteOperation.PAIR.number()), shifted, row.constant(0), row.constant(0)));
    E ones = row.scaled(InstructionRow.LIMB - 1, negative);
    List<E> limbs = Misalignment.limbs(row, window, 0);
    return List.of(
        limbs.get(0),
        row.select(isHalf, ones, limbs.get(1)),
        row.select(isDouble, limbs.get(2), ones),
        row.select(isDouble, limbs.get(3), ones));
  }

  @Override
  void fill(ChipRow row, Step step) {
    row.set(rd, step.rom().rd());
    int place = address.fill(row, step);
    boolean crosses = step.accesses() > 1;
    long first = step.accessBefore(0);
    long second = crosses ? step.accessBefore(1) : 0;
    misalignment.fill(row, place, first, second, crosses);
    for (int i = 0; i < step.accesses(); i++) {
      row.set(readOnly + i, step.space(i));
      row.set(memoryTime + i, step.memory(Slots.MEMORY + i, i));
    }
    Op op = step.op();
    if (op == Op.LH || op == Op.LW) {
      int last = place + (op == Op.LH ? 1 : 3);
      int top = (int) ((last < WORD ? first : second) >>> (8 * (last & 7))) & 0xff;
      row.set(isNegative, top >>> 7);
      row.bytes(ByteOperation.PAIR, 2 * top & 0xff, 0);
    }
    row.set(destinationTime, step.write());
    row.word(before, step.before());
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
