package network.akashi.zkvm.chip;

import java.util.List;

/**
 * The address {@code base + immediate} of a load or store: below 2^32, as the number of a memory
 * word and a place in it.
 *
 * <p>The lowest limb is {@code 8·q + place}, by one lookup. The second limb is not looked up: it is
 * off by at most 2^16, so the word's number {@code q + 2^13·high} is an integer between −2^29 and
 * 2^31 − 2^25, and only one of those that memory has is equal to it modulo p: that with the right
 * limb.
 */
final class Address {
  private final int rs1;
  private final int immediate;
  private final int negative;
  private final int baseTime;
  private final int base;
  private final int eighth;
  private final int high;

  Address(Columns columns) {
    rs1 = columns.one("rs1");
    immediate = columns.one("immediate");
    negative = columns.one("negative");
    baseTime = columns.one("base_time");
    base = columns.word("base");
    eighth = columns.one("address_eighth");
    high = columns.one("address_high");
  }

  /**
   * Reads the base register, and adds.
   *
   * @param code the instruction's code
   * @param place offset in the word, 0 to 7
   * @return the number of the word
   */
  <E> E constrain(InstructionRow<E> row, E code, E rd, E rs2, E place) {
    E low = row.cell(immediate);
    E sign = row.cell(negative);
    E zero = row.constant(0);
    row.fetch(code, rd, row.cell(rs1), rs2, List.of(low, sign));
    row.read(Slots.FIRST_SOURCE, row.cell(rs1), baseTime, row.wordRead(base));
    row.eighths(row.cell(eighth), place);
    E lowest = row.sum(row.scaled(8, row.cell(eighth)), place);
    List<E> x = row.word(base);
    List<E> y = row.immediate(low, sign);
    E carry = row.addLimb("address, limb 0", row.active, x.get(0), y.get(0), zero, lowest);
    carry =
        row.addUncheckedLimb(
            "address, limb 1", row.active, x.get(1), y.get(1), carry, row.cell(high));
    carry = row.addLimb("address, limb 2", row.active, x.get(2), y.get(2), carry, zero);
    row.addLimb("address, limb 3", row.active, x.get(3), y.get(3), carry, zero);
    return row.sum(row.cell(eighth), row.scaled(1 << 13, row.cell(high)));
  }

  /** Fills all but the place, which it returns. */
  int fill(ChipRow row, Step step) {
    RomRow rom = step.rom();
    row.set(rs1, rom.rs1());
    row.set(immediate, rom.a());
    row.set(negative, rom.b());
    row.set(baseTime, step.readFirst());
    row.word(base, step.first());
    long address = step.first() + step.immediate();
    int lowest = (int) address & 0xffff;
    row.set(eighth, lowest >>> 3);
    row.set(high, (int) (address >>> 16) & 0xffff);
    row.eighths(lowest >>> 3, lowest & 7);
    return lowest & 7;
  }
}
