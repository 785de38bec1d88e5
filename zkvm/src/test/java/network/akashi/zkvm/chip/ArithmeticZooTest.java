package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.LinkedHashMap;
import java.util.Map;
import network.akashi.stark.audit.Edit;
import network.akashi.stark.audit.MutationReport;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.isa.Op;
import org.junit.jupiter.api.Test;

/**
 * Soundness bugs that others shipped, tried on our chips of arithmetic. Each attack is consistent
 * in all but one respect, so exactly one constraint or lookup stops it.
 */
class ArithmeticZooTest {
  private static final int T0 = Assembler.T0;
  private static final int T1 = Assembler.T1;
  private static final int T2 = Assembler.T2;

  /** {@code −1 / 2^16} in the field: what a carry changes by if a limb is 1 too large. */
  private static final long WRAP = 32512;

  /** A run of one operation with destination t2. */
  private static Forgery run(Op op, long x, long y) {
    return new Forgery(Runs.program(a -> a.li(T0, x).li(T1, y).op(op, T2, T0, T1).halt(0)));
  }

  private static int row(Forgery forgery) {
    return forgery.rows(T2).getFirst();
  }

  private static long right(Forgery forgery) {
    return forgery.trace().after(row(forgery));
  }

  private static void stopsAt(MutationReport report, String start, String end) {
    assertThat(report.survivors()).isEmpty();
    assertThat(report.attacks().keySet())
        .singleElement()
        .asString()
        .startsWith(start)
        .endsWith(end);
  }

  /** Zoo 3: products of 16 bits that outgrow the field (Ceno's MUL). */
  @Test
  void productsDoNotWrap() {
    for (Op op : new Op[] {Op.MUL, Op.MULW}) {
      Forgery forgery = run(op, 0x1234_5678_9abcL, 3);
      long wrong = right(forgery) + 1 + (WRAP << 16);
      long result = op == Op.MULW ? (int) wrong : wrong;
      MutationReport report = forgery.judge(forgery.result(row(forgery), result));
      stopsAt(report, "mul: ", "to bus eighths");
    }
    Forgery high = run(Op.MULHU, 0x1234_5678_9abc_def0L, 0x1_0000_0000L);
    long wrong = right(high) + 1 + (WRAP << 16);
    stopsAt(high.judge(high.result(row(high), wrong)), "mulh: ", "to bus eighths");
  }

  /** Zoo 2 and 4: limbs of a shift that are not tied to its input (Pico's SR). */
  @Test
  void limbsOfShiftsAreTiedToTheSource() {
    Forgery forgery = run(Op.SLL, 0x1234_0567_0abcL, 3);
    long wrong = right(forgery) + 1 + (WRAP << 16);
    Map<Edit, Edit> edits = forgery.result(row(forgery), wrong);
    forgery.set(edits, "shift", 0, "product_0", wrong & 0xffff);
    forgery.set(edits, "shift", 0, "product_1", wrong >>> 16 & 0xffff);
    stopsAt(forgery.judge(edits), "shift: ", "to bus bytes");
  }

  /** Zoo 1 and 4: 5 is not less than 3. */
  @Test
  void comparisonsAreAsserted() {
    for (Op op : new Op[] {Op.SLT, Op.SLTU}) {
      Forgery forgery = run(op, 5, 3);
      stopsAt(forgery.judge(forgery.result(row(forgery), 1)), "compare: ", "to bus range16");
    }
  }

  /** Zoo 4: a sign that is not the highest bit. */
  @Test
  void signsAreTheHighestBits() {
    Forgery forgery = run(Op.SLT, -1, 1);
    Map<Edit, Edit> edits = forgery.result(row(forgery), 0);
    forgery.set(edits, "compare", 0, "first_negative", 0);
    stopsAt(forgery.judge(edits), "compare: ", "to bus range16");
  }

  /** Zoo 5: a remainder that is not smaller than the divisor (Pico's DIVREM). */
  @Test
  void remaindersAreSmallerThanDivisors() {
    String smaller = "div: constraint 'the remainder is smaller than the divisor'";
    for (Op op : new Op[] {Op.DIVU, Op.DIV, Op.DIVW, Op.DIVUW}) {
      Forgery forgery = run(op, 1000, 7);
      stopsAt(forgery.judge(forgery.result(row(forgery), 141)), smaller, "");
    }
    for (Op op : new Op[] {Op.REMU, Op.REM, Op.REMW, Op.REMUW}) {
      Forgery forgery = run(op, 1000, 7);
      stopsAt(forgery.judge(forgery.result(row(forgery), 6 + 7)), smaller, "");
    }
  }

  /** Zoo 7: an operand that is free because the register is x0 (Ziren). */
  @Test
  void theZeroRegisterHoldsZero() {
    Forgery forgery = new Forgery(Runs.program(a -> a.li(T1, 9).op(Op.SUB, T2, 0, T1).halt(0)));
    Map<Edit, Edit> edits = forgery.result(row(forgery), -4);
    forgery.set(edits, "sub", 0, "first_0", 5);
    MutationReport report = forgery.judge(edits);
    assertThat(report.survivors()).isEmpty();
  }

  /** Zoo 8: padding rows that send (SP1 v4). */
  @Test
  void paddingRowsStandForNothing() {
    Forgery forgery =
        new Forgery(
            Runs.program(a -> {
              a.li(T0, 9).li(T1, 4);
              for (int i = 0; i < 3; i++) {
                a.op(Op.DIVU, T2, T0, T1);
              }
              a.halt(0);
            }));
    for (String flag : new String[] {"is_div", "is_divu", "is_remuw"}) {
      Map<Edit, Edit> edits = new LinkedHashMap<>();
      forgery.set(edits, "div", 3, flag, 1);
      assertThat(forgery.judge(edits).survivors()).as(flag).isEmpty();
    }
  }

  /** Zoo 9: another operation than the program's. */
  @Test
  void theOperationIsTheProgramsOwn() {
    Forgery forgery = run(Op.AND, 12, 10);
    Map<Edit, Edit> edits = forgery.result(row(forgery), 14);
    forgery.set(edits, "logic", 0, "is_and", 0);
    forgery.set(edits, "logic", 0, "is_or", 1);
    MutationReport report = forgery.judge(edits);
    assertThat(report.survivors()).isEmpty();
    stopsAt(report, "logic: ", "to bus program");
  }

  /** Zoo 31: honest proofs that fail at the edges (Jolt's DIVW). */
  @Test
  void divisionsAtTheEdgesArePossible() {
    Forgery forgery =
        new Forgery(
            Runs.program(a -> {
              for (long x : new long[] {Long.MIN_VALUE, Integer.MIN_VALUE, 0, -1}) {
                a.li(T0, x).li(T1, -1);
                for (Op op : new DivideChip().operations()) {
                  a.op(op, T2, T0, T1).op(op, T2, T0, 0);
                }
              }
              a.halt(0);
            }));
    assertThatCode(forgery::harness).doesNotThrowAnyException();
  }
}
