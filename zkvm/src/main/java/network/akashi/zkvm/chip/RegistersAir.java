package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/**
 * Where a run begins and ends: registers start as zero, the pc where the statement says, and the
 * machine halts as the statement says.
 *
 * <p>A row is a register, numbered by counting. Were there more rows than registers, nobody would
 * name the others.
 */
final class RegistersAir implements Air {
  private final Columns columns = new Columns();
  private final int active = columns.one("active");
  private final int register = columns.one("register");
  private final int time = columns.one("time");
  private final int value = columns.word("value");

  @Override
  public String name() {
    return "registers";
  }

  @Override
  public AirLayout layout() {
    return columns.layout();
  }

  /** A second table would be a second set of registers, and a second run. */
  @Override
  public Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E zero = b.constant(0);
    E one = b.constant(1);
    E on = b.main(active);
    E hasNext = b.mul(b.isTransition(), b.next(active));
    E number = b.main(register);
    b.assertBoolean("active is a bit", on);
    b.assertZero("the first row is active", b.mul(b.isFirstRow(), b.sub(one, on)));
    b.assertZero("active rows come first", b.mul(hasNext, b.sub(one, on)));
    b.assertZero("registers are counted from 0", b.mul(b.isFirstRow(), number));
    E step = b.sub(b.sub(b.next(register), number), one);
    b.assertZero("registers are counted", b.mul(hasNext, step));
    E space = b.constant(Space.REGISTERS);
    b.send(Buses.MEMORY, on, List.of(space, number, zero, zero, zero, zero, zero));
    List<E> last = new ArrayList<>(List.of(space, number, b.main(time)));
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      last.add(b.main(value + i));
    }
    b.receive(Buses.MEMORY, on, last);
    constrainEnds(b, b.mul(on, b.isFirstRow()));
  }

  private <E> void constrainEnds(AirBuilder<E> b, E once) {
    E pcIn = b.publicValue(PublicValue.PC_IN.index());
    b.send(Buses.STATE, once, List.of(pcIn, b.constant(1)));
    int exitCode = PublicValue.EXIT_CODE.index();
    E cycles = b.publicValue(PublicValue.CYCLES.index());
    E lastTime = b.add(b.mul(b.constant(Slots.COUNT), b.sub(cycles, b.constant(1))), b.constant(1));
    b.receive(
        Buses.HALT,
        once,
        List.of(
            b.publicValue(exitCode),
            b.publicValue(exitCode + 1),
            b.publicValue(PublicValue.PC_OUT.index()),
            lastTime));
    for (int i = 0; i < OutputDigest.WORDS; i++) {
      List<E> tuple = new ArrayList<>();
      tuple.add(b.constant(OutputDigest.FIRST_WORD + i));
      for (int limb = 0; limb < InstructionRow.LIMBS; limb++) {
        tuple.add(
            b.publicValue(PublicValue.OUTPUT_DIGEST.index() + InstructionRow.LIMBS * i + limb));
      }
      b.receive(Buses.OUTPUT, once, tuple);
    }
  }

  void fill(ChipRow row, int lastTime, long lastValue) {
    row.set(active, 1);
    row.set(register, row.row());
    row.set(time, lastTime);
    row.word(value, lastValue);
  }
}
