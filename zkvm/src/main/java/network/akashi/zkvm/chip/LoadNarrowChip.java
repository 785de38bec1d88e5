package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.isa.Op;

/**
 * Loads of a naturally aligned part of a memory word.
 *
 * <p>The place in the word is three bits. Bits 1 and 2 choose the limb; of a limb, bit 0 chooses
 * the byte. A word of 32 bits is the limb chosen and the one after it. The top 16 bits of what is
 * loaded (a byte counts 256-fold) give the sign, by a lookup of what is left when it is shifted
 * out.
 */
final class LoadNarrowChip extends InstructionChip {
  private final int rd = columns().one("rd");
  private final Address address = new Address(columns());
  private final int place = columns().many("place", 3);
  private final int readOnly = columns().one("read_only");
  private final int memoryTime = columns().one("memory_time");
  private final int value = columns().word("value");
  private final int limb = columns().one("limb");
  private final int bytes = columns().many("byte", 2);
  private final int isNegative = columns().one("is_negative");
  private final int destinationTime = columns().one("destination_time");
  private final int before = columns().word("before");

  LoadNarrowChip() {
    super("load", Op.LB, Op.LH, Op.LW, Op.LBU, Op.LHU, Op.LWU);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    E isByte = row.sum(flags.get(0), flags.get(3));
    E isHalf = row.sum(flags.get(1), flags.get(4));
    E isWord = row.sum(flags.get(2), flags.get(5));
    E signed = row.sum(flags.get(0), flags.get(1), flags.get(2));
    List<E> bits = row.cells(place, 3);
    Places.constrain(row, bits, isHalf, isWord);
    E word =
        address.constrain(
            row,
            row.code(operations(), flags),
            row.cell(rd),
            row.constant(0),
            Places.number(row, bits));
    row.goTo(row.nextPc());
    row.b.assertBoolean("read only is a bit", row.cell(readOnly));
    List<E> limbs = row.word(value);
    row.access(Slots.MEMORY, row.cell(readOnly), word, memoryTime, limbs, limbs, row.active);

    E chosen = row.cell(limb);
    row.b.assertEqual("the limb chosen", chosen, Places.limb(row, bits, limbs));
    E high = row.select(bits.get(2), limbs.get(3), limbs.get(1));
    List<E> pair = row.cells(bytes, 2);
    Places.split(row, "the bytes of the limb", isByte, chosen, pair);
    E chosenByte = row.select(bits.get(0), pair.get(1), pair.get(0));

    E negative = row.cell(isNegative);
    row.b.assertBoolean("the sign is a bit", negative);
    row.b.assertZero("only signed loads have a sign", row.b.mul(row.not(signed), negative));
    E top =
        row.sum(
            row.b.mul(isByte, row.scaled(1 << 8, chosenByte)),
            row.b.mul(isHalf, chosen),
            row.b.mul(isWord, high));
    row.range16(row.b.sub(row.scaled(2, top), row.scaled(InstructionRow.LIMB, negative)), signed);
    E ones = row.scaled(InstructionRow.LIMB - 1, negative);
    E extendedByte = row.sum(chosenByte, row.scaled(0xff00, negative));
    E lowest = row.sum(row.b.mul(isByte, extendedByte), row.b.mul(row.not(isByte), chosen));
    row.write(
        row.cell(rd),
        destinationTime,
        before,
        List.of(lowest, row.select(isWord, high, ones), ones, ones));
  }

  @Override
  void fill(ChipRow row, Step step) {
    row.set(rd, step.rom().rd());
    int at = address.fill(row, step);
    Places.fill(row, place, at);
    row.set(readOnly, step.space(0));
    row.set(memoryTime, step.memory(Slots.MEMORY, 0));
    long word = step.accessBefore(0);
    row.word(value, word);
    Op op = step.op();
    int chosen = (int) (word >>> (16 * (at >> 1))) & 0xffff;
    row.set(limb, chosen);
    boolean isByte = op == Op.LB || op == Op.LBU;
    Places.fillSplit(row, isByte, bytes, chosen);
    if (op == Op.LB || op == Op.LH || op == Op.LW) {
      int top =
          isByte
              ? (chosen << (8 - 8 * (at & 1))) & 0xff00
              : op == Op.LH ? chosen : (int) (word >>> (at < 4 ? 16 : 48)) & 0xffff;
      row.set(isNegative, top >>> 15);
      row.range16(2 * top & 0xffff);
    }
    row.set(destinationTime, step.write());
    row.word(before, step.before());
  }
}
