package network.akashi.zkvm.exec;

import static network.akashi.zkvm.exec.GuestFiles.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErringInterpreterTest {
  private static final Program PROGRAM = GuestFiles.program("sort");
  private static final byte[] INPUT = words(20, 3);

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DESTINATION", "SOURCE"}) // rows are right by themselves, on the wrong register
  void anErringMachineLeavesATraceWithOneWrongRow(ErringInterpreter.Slip error) {
    Trace trace = new Trace(PROGRAM.code());
    Optional<Execution> run = ErringInterpreter.record(PROGRAM, INPUT, 1 << 20, error, 100, trace);

    assertThat(run).isPresent();
    assertThat(wrongRows(trace)).as("%s", error).isEqualTo(1);
  }

  @Test
  void aMachineThatNeverErrsLeavesNone() {
    Trace trace = new Trace(PROGRAM.code());
    assertThat(
            ErringInterpreter.record(
                PROGRAM, INPUT, 1 << 20, ErringInterpreter.Slip.RESULT, Long.MAX_VALUE, trace))
        .isEmpty();
    assertThat(wrongRows(trace)).isZero();
  }

  /** Rows whose result or successor is not what the instruction makes of its operands. */
  private static int wrongRows(Trace trace) {
    Code code = PROGRAM.code();
    Interpreter reference = new Interpreter(new Machine(PROGRAM, INPUT), null);
    int wrong = 0;
    for (int row = 0; row < trace.rows(); row++) {
      wrong += isRight(trace, code, reference, row) ? 0 : 1;
    }
    return wrong;
  }

  private static boolean isRight(Trace trace, Code code, Interpreter reference, int row) {
    int index = trace.instruction(row);
    Op op = code.op(index);
    long first = trace.first(row);
    long second = trace.second(row);
    int next = index + 1;
    boolean right = true;
    switch (op.family()) {
      case BRANCH -> next = reference.isTaken(op, first, second) ? target(code, index) : next;
      case JUMP_REGISTER -> next = code.index((first + code.immediate(index)) & -2);
      case JUMP_AND_UPPER -> next = op == Op.JAL ? target(code, index) : next;
      case LOAD_DOUBLE, LOAD_NARROW, STORE_DOUBLE, STORE_NARROW ->
          right = isRightAccess(trace, op, first + code.immediate(index), row);
      case ENVIRONMENT_CALL, NONE -> {}
      default -> {
        if (op != Op.FENCE && code.destination(index) != Code.DISCARD) {
          long result = reference.compute(op, first, second, code.immediate(index));
          right = trace.after(row) == result;
        }
      }
    }
    return right && (row + 1 == trace.rows() || trace.instruction(row + 1) == next);
  }

  private static int target(Code code, int index) {
    return Region.targetIndex(code, index);
  }

  /** Only of aligned accesses to whole words, which is what this program's errors fall on. */
  private static boolean isRightAccess(Trace trace, Op op, long address, int row) {
    if (trace.firstAccess(row) == trace.firstAccess(row + 1)) {
      return false;
    }
    int access = trace.firstAccess(row);
    if (trace.accessKey(access) != (int) (address >>> 3)) {
      return false;
    }
    return switch (op.family()) {
      case LOAD_DOUBLE -> trace.accessAfter(access) == trace.after(row);
      case STORE_DOUBLE -> trace.accessAfter(access) == trace.second(row);
      default -> true;
    };
  }
}
