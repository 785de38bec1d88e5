package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.isa.Op;

/**
 * {@code jal}, {@code lui} and {@code auipc}: result and next pc are constants of the program,
 * which has worked them out (see {@link RomRow}).
 */
final class JumpChip extends InstructionChip {
  private final int rd = columns().one("rd");
  private final int negative = columns().one("negative");
  private final int result = columns().many("result", 3);
  private final int next = columns().one("next");
  private final int destinationTime = columns().one("destination_time");
  private final int before = columns().word("before");

  JumpChip() {
    super("jump", Op.LUI, Op.AUIPC, Op.JAL);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    List<E> low = row.cells(result, 3);
    E high = row.scaled(InstructionRow.LIMB - 1, row.cell(negative));
    row.fetch(
        row.code(operations(), flags),
        row.cell(rd),
        row.cell(negative),
        row.constant(0),
        List.of(low.get(0), low.get(1), low.get(2), row.cell(next)));
    row.goTo(row.cell(next));
    row.write(
        row.cell(rd), destinationTime, before, List.of(low.get(0), low.get(1), low.get(2), high));
  }

  @Override
  void fill(ChipRow row, Step step) {
    RomRow rom = step.rom();
    row.set(rd, rom.rd());
    row.set(negative, rom.rs1());
    row.set(result, rom.a());
    row.set(result + 1, rom.b());
    row.set(result + 2, rom.c());
    row.set(next, rom.d());
    row.set(destinationTime, step.write());
    row.word(before, step.before());
  }
}
