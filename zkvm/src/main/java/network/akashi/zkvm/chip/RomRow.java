package network.akashi.zkvm.chip;

import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.MemoryMap;

/**
 * An instruction as chips see it.
 *
 * <p>The operands mean, by family:
 *
 * <pre>
 *   JUMP_AND_UPPER   a, b, c: limbs 0, 1, 2 of the result; d: next pc; rs1: 1 if limb 3 is 2^16 − 1
 *   JUMP_REGISTER    a: immediate; b: negative; c, d: limbs 0 and 1 of the return address
 *   BRANCH           a: target pc
 *   SHIFT            a, b, c, d: up, down, is down, place of the {@link ShiftPlan}; 0 by a register
 *   others           a: immediate; b: negative; both 0 without one
 * </pre>
 *
 * where "immediate" is the lowest limb of the sign-extended immediate, or a shift amount, and
 * "negative" is 1 if it is negative, so that its other limbs are 2^16 − 1. A pc is in words of 4
 * bytes; a target where no instruction can be is pc 0.
 *
 * @param code number of the operation, see {@link #number}; 0 where there is none
 * @param rd destination register, 32 for x0 and for formats without one
 * @param rs1 first source, 0 for formats without one
 * @param rs2 second source, 0 for formats without one
 */
record RomRow(int pc, int code, int rd, int rs1, int rs2, int a, int b, int c, int d) {
  /** Operations per family. */
  static final int PLACES = 16;

  /** {@code fence} does nothing: it is {@code addi x0, x0, 0}. */
  static RomRow of(Code code, int index) {
    Op op = canonical(code.op(index));
    int pc = (int) (code.address(index) >>> 2);
    int rd = code.destination(index);
    int immediate = code.immediate(index);
    return switch (op.family()) {
      case NONE -> new RomRow(pc, 0, 0, 0, 0, 0, 0, 0, 0);
      case JUMP_AND_UPPER -> {
        long result =
            switch (op) {
              case LUI -> immediate;
              case AUIPC -> code.address(index) + immediate;
              default -> code.address(index) + 4;
            };
        int next = op == Op.JAL ? target(code, index) : pc + 1;
        yield new RomRow(
            pc,
            number(op),
            rd,
            result < 0 ? 1 : 0,
            0,
            (int) result & 0xffff,
            (int) (result >>> 16) & 0xffff,
            (int) (result >>> 32) & 0xffff,
            next);
      }
      case JUMP_REGISTER -> {
        long link = code.address(index) + 4;
        yield new RomRow(
            pc,
            number(op),
            rd,
            code.firstSource(index),
            0,
            immediate & 0xffff,
            immediate < 0 ? 1 : 0,
            (int) link & 0xffff,
            (int) (link >>> 16));
      }
      case BRANCH ->
          new RomRow(
              pc,
              number(op),
              rd,
              code.firstSource(index),
              code.secondSource(index),
              target(code, index),
              0,
              0,
              0);
      case SHIFT -> {
        ShiftPlan plan =
            switch (op) {
              case SLLI, SLLIW -> ShiftPlan.of(true, immediate);
              case SRLI, SRAI, SRLIW, SRAIW -> ShiftPlan.of(false, immediate);
              default -> new ShiftPlan(0, 0, 0, 0);
            };
        yield new RomRow(
            pc,
            number(op),
            rd,
            code.firstSource(index),
            code.secondSource(index),
            plan.up(),
            plan.down(),
            plan.isDown(),
            plan.place());
      }
      default ->
          new RomRow(
              pc,
              number(op),
              rd,
              code.firstSource(index),
              code.secondSource(index),
              immediate & 0xffff,
              immediate < 0 ? 1 : 0,
              0,
              0);
    };
  }

  /** The operation that chips carry out for {@code op}. */
  static Op canonical(Op op) {
    return op == Op.FENCE ? Op.ADDI : op;
  }

  /**
   * The number that stands for {@code op} in tuples: {@code 16·family + place}, with the place in
   * the family counted from 1.
   */
  @SuppressWarnings("EnumOrdinal") // numbers that the key's digest pins
  static int number(Op op) {
    int place = 1;
    for (Op other : Op.all()) {
      if (other == op) {
        break;
      }
      place += other.family() == op.family() ? 1 : 0;
    }
    return PLACES * op.family().ordinal() + place;
  }

  private static int target(Code code, int index) {
    long target = code.target(index);
    return (target & 3) != 0 || target < 0 || target >= MemoryMap.END ? 0 : (int) (target >>> 2);
  }
}
