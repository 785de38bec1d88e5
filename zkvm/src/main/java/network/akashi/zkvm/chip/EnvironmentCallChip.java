package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import network.akashi.zkvm.exec.CostModel;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.isa.Op;

/**
 * {@code ecall}: ends the run, hands bytes out, or asks an accelerator.
 *
 * <p>a7 holds the number of the call, which a flag picks. a0 is accessed once, for reading and for
 * writing: {@code write} leaves its third argument there, the others leave it as it was. What
 * {@code write} hands out is no part of the machine's state, so nothing else of it is proven.
 */
final class EnvironmentCallChip extends CountedChip {
  private static final int A0 = 10;
  private static final int A2 = 12;
  private static final int A7 = 17;

  private final int firstKind;
  private final int numberTime = columns().one("number_time");
  private final int argumentTime = columns().one("argument_time");
  private final int argument = columns().word("argument");
  private final int lengthTime = columns().one("length_time");
  private final int length = columns().word("length");

  EnvironmentCallChip() {
    super(PublicValue.CALL_CELLS, "ecall", Op.ECALL);
    firstKind = columns().count();
    for (EnvironmentCall call : EnvironmentCall.values()) {
      columns().one("is_" + call.label());
    }
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    List<E> kinds = row.cells(firstKind, EnvironmentCall.values().length);
    E any = row.constant(0);
    E number = row.constant(0);
    E cost = row.constant(0);
    E isAccelerator = row.constant(0);
    for (EnvironmentCall call : EnvironmentCall.values()) {
      E kind = kinds.get(call.index());
      row.b.assertBoolean("flag of " + call.label() + " is a bit", kind);
      any = row.sum(any, kind);
      number = row.sum(number, row.scaled(call.number(), kind));
      cost = row.sum(cost, row.scaled(CostModel.cells(call), kind));
      isAccelerator = isAccelerator(call) ? row.sum(isAccelerator, kind) : isAccelerator;
    }
    row.b.assertEqual("a call is of one kind", any, row.active);
    weigh(row, cost);

    E zero = row.constant(0);
    row.fetch(row.code(operations(), flags), row.constant(NO_DESTINATION), zero, zero, List.of());
    row.read(Slots.FIRST_SOURCE, row.constant(A7), numberTime, row.small(number));

    E isWrite = kinds.get(EnvironmentCall.WRITE.index());
    E isHalt = kinds.get(EnvironmentCall.HALT.index());
    List<E> given = row.word(argument);
    List<E> third = row.word(length);
    List<E> after = new ArrayList<>();
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      after.add(row.select(isWrite, third.get(i), given.get(i)));
    }
    row.access(
        Slots.SECOND_SOURCE,
        row.constant(Space.REGISTERS),
        row.constant(A0),
        argumentTime,
        given,
        after,
        row.active);
    row.read(Slots.ARGUMENTS, row.constant(A2), lengthTime, third, isWrite);

    row.enter();
    row.b.send(
        Buses.STATE, row.b.sub(row.active, isHalt), List.of(row.nextPc(), row.time(Slots.COUNT)));
    row.b.send(Buses.HALT, isHalt, List.of(given.get(0), given.get(1), row.pc(), row.time(0)));
    for (int i = 2; i < InstructionRow.LIMBS; i++) {
      row.b.assertZero(
          "an accelerator's pointer is below 2^32, limb " + i,
          row.b.mul(isAccelerator, given.get(i)));
    }
    row.b.send(Buses.CALL, isAccelerator, List.of(number, row.time(0), given.get(0), given.get(1)));
  }

  static boolean isAccelerator(EnvironmentCall call) {
    return call != EnvironmentCall.HALT && call != EnvironmentCall.WRITE;
  }

  /** The call that a step makes. */
  static EnvironmentCall call(Step step) {
    return Objects.requireNonNull(EnvironmentCall.of(step.first()), "recorded calls exist");
  }

  @Override
  void fill(ChipRow row, Step step) {
    EnvironmentCall call = call(step);
    row.set(firstKind + call.index(), 1);
    row.set(numberTime, step.register(Slots.FIRST_SOURCE, A7, step.first()));
    row.set(argumentTime, step.register(Slots.SECOND_SOURCE, A0, step.second(), step.after()));
    row.word(argument, step.second());
    if (call == EnvironmentCall.WRITE) {
      row.set(lengthTime, step.register(Slots.ARGUMENTS, A2, step.after()));
      row.word(length, step.after());
    }
  }

  @Override
  long weight(ChipRow rows, int row) {
    for (EnvironmentCall call : EnvironmentCall.values()) {
      if (rows.getAt(row, firstKind + call.index()) == 1) {
        return CostModel.cells(call);
      }
    }
    return 0;
  }
}
