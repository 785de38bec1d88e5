package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.isa.Op;

/**
 * {@code jalr}: on to {@code rs1 + immediate}, with bit 0 cleared.
 *
 * <p>The lowest limb of the sum is {@code 4·quarter + odd}: bit 0 may be anything and is dropped,
 * bit 1 must be 0. Both the limb and the quarter are looked up, so the quarter is below 2^14; the
 * second limb is looked up, and the others are 0.
 */
final class JumpRegisterChip extends InstructionChip {
  private final int rd = columns().one("rd");
  private final int rs1 = columns().one("rs1");
  private final int immediate = columns().one("immediate");
  private final int negative = columns().one("negative");
  private final int link = columns().many("link", 2);
  private final int sourceTime = columns().one("source_time");
  private final int source = columns().word("source");
  private final int quarter = columns().one("quarter");
  private final int odd = columns().one("odd");
  private final int high = columns().one("high");
  private final int destinationTime = columns().one("destination_time");
  private final int before = columns().word("before");

  JumpRegisterChip() {
    super("jalr", Op.JALR);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    E zero = row.constant(0);
    E low = row.cell(immediate);
    E sign = row.cell(negative);
    row.fetch(
        row.code(operations(), flags),
        row.cell(rd),
        row.cell(rs1),
        zero,
        List.of(low, sign, row.cell(link), row.cell(link + 1)));
    row.read(Slots.FIRST_SOURCE, row.cell(rs1), sourceTime, row.wordRead(source));

    row.b.assertBoolean("bit 0 of the target is a bit", row.cell(odd));
    E lowest = row.sum(row.scaled(4, row.cell(quarter)), row.cell(odd));
    row.range16(row.cell(quarter));
    row.range16(lowest);
    row.range16(row.cell(high));
    row.add(
        "target",
        row.active,
        row.word(source),
        row.immediate(low, sign),
        List.of(lowest, row.cell(high), zero, zero));
    row.goTo(row.sum(row.cell(quarter), row.scaled(1 << 14, row.cell(high))));
    row.write(
        row.cell(rd),
        destinationTime,
        before,
        List.of(row.cell(link), row.cell(link + 1), zero, zero));
  }

  @Override
  void fill(ChipRow row, Step step) {
    RomRow rom = step.rom();
    row.set(rd, rom.rd());
    row.set(rs1, rom.rs1());
    row.set(immediate, rom.a());
    row.set(negative, rom.b());
    row.set(link, rom.c());
    row.set(link + 1, rom.d());
    row.set(sourceTime, step.readFirst());
    row.word(source, step.first());
    long target = step.first() + step.immediate();
    int lowest = (int) target & 0xffff;
    int second = (int) (target >>> 16) & 0xffff;
    row.set(quarter, lowest >>> 2);
    row.set(odd, lowest & 1);
    row.set(high, second);
    row.range16(lowest >>> 2);
    row.range16(lowest & ~2);
    row.range16(second);
    row.set(destinationTime, step.write());
    row.word(before, step.before());
  }
}
