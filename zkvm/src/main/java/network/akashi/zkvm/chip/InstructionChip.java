package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Op;

/**
 * A chip whose rows stand for one instruction each. A subclass names its columns while it is made,
 * says what a row means in {@link #constrain(InstructionRow, List)}, and fills a row from what was
 * recorded in {@link #fill}.
 *
 * <p>Every chip has a flag for each of its operations: bits, of which at most one is set. A row
 * without any is padding.
 */
abstract class InstructionChip implements Air {
  /** What the program gives as destination of an instruction that has none. */
  static final int NO_DESTINATION = Code.DISCARD;

  private final String name;
  private final List<Op> operations;
  private final Columns columns = new Columns();
  private final int pc = columns.one("pc");
  private final int time = columns.one("time");
  private final int firstFlag;

  InstructionChip(String name, Op... operations) {
    this.name = name;
    this.operations = List.of(operations);
    this.firstFlag = columns.count();
    for (Op operation : operations) {
      columns.one("is_" + operation.mnemonic());
    }
  }

  /** For field initialisers of subclasses. */
  final Columns columns() {
    return columns;
  }

  final List<Op> operations() {
    return operations;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final AirLayout layout() {
    return columns.layout();
  }

  @Override
  public final <E> void constrain(AirBuilder<E> b) {
    List<E> flags = new ArrayList<>();
    E active = b.constant(0);
    for (int i = 0; i < operations.size(); i++) {
      E flag = b.main(firstFlag + i);
      b.assertBoolean("flag of " + operations.get(i).mnemonic() + " is a bit", flag);
      flags.add(flag);
      active = b.add(active, flag);
    }
    if (operations.size() > 1) {
      b.assertBoolean("a row is one instruction at most", active);
    }
    constrain(new InstructionRow<>(b, active, b.main(pc), b.main(time)), flags);
  }

  /**
   * Says what a row means.
   *
   * @param flags one for each of {@link #operations}, in their order; at most one of them is 1
   */
  abstract <E> void constrain(InstructionRow<E> row, List<E> flags);

  /** Fills everything of a row but pc, time and flag. */
  abstract void fill(ChipRow row, Step step);

  /** Whether it stands for loads and stores that are not aligned to their size. */
  boolean isMisaligned() {
    return false;
  }

  /** Whether a filled row stands for an instruction. */
  final boolean isActive(ChipRow rows, int row) {
    for (int i = 0; i < operations.size(); i++) {
      if (rows.getAt(row, firstFlag + i) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Called when all of a table's rows are filled. */
  void finish(ChipRow rows, int height) {}

  /** Fills a row. */
  final void fillRow(ChipRow row, Step step) {
    row.set(pc, step.rom().pc());
    row.set(time, step.time());
    row.set(firstFlag + operations.indexOf(step.op()), 1);
    fill(row, step);
  }
}
