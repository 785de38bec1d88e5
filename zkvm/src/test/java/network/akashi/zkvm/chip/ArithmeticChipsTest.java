package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.TraceSet;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.exec.EdgeGuests;
import network.akashi.zkvm.isa.Family;
import network.akashi.zkvm.isa.Format;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Honest runs of every operation with the operands where machines go wrong. */
class ArithmeticChipsTest {
  private static final int T0 = Assembler.T0;
  private static final int T1 = Assembler.T1;
  private static final int T2 = Assembler.T2;

  private static final long[] EDGES = EdgeGuests.edges();

  private static final int[] IMMEDIATES = {0, 1, -1, 2047, -2048, 255, 256, -256};

  static List<Op> register() {
    return Op.all().stream().filter(op -> op.format() == Format.REGISTER).toList();
  }

  static List<Op> immediate() {
    return Op.all().stream()
        .filter(op -> op.format() == Format.IMMEDIATE)
        .filter(op ->
            op.family() == Family.LOGIC
                || op.family() == Family.SHIFT
                || op.family() == Family.COMPARE
                || op.family() == Family.ADD_IMMEDIATE)
        .toList();
  }

  static List<Op> branches() {
    return Op.all().stream().filter(op -> op.format() == Format.BRANCH).toList();
  }

  @ParameterizedTest
  @MethodSource("register")
  void registers(Op op) {
    accepts(a -> onPairs(a, () -> a.op(op, T2, T0, T1)));
  }

  @ParameterizedTest
  @MethodSource("register")
  void zeroRegister(Op op) {
    accepts(a -> {
      for (long x : EDGES) {
        a.li(T0, x).op(op, T2, 0, T0).op(op, T2, T0, 0).op(op, T2, 0, 0).op(op, 0, T0, T0);
        a.op(op, T0, T0, T0);
      }
      a.halt(0);
    });
  }

  @ParameterizedTest
  @MethodSource("immediate")
  void immediates(Op op) {
    List<Integer> operands = new ArrayList<>();
    if (op.family() == Family.SHIFT) {
      for (int i = 0; i < (op.name().endsWith("W") ? 32 : 64); i++) {
        operands.add(i);
      }
    } else {
      for (int immediate : IMMEDIATES) {
        operands.add(immediate);
      }
    }
    accepts(a -> {
      for (long x : EDGES) {
        a.li(T0, x);
        for (int operand : operands) {
          a.opi(op, T2, T0, operand).opi(op, 0, T0, operand);
        }
      }
      a.halt(0);
    });
  }

  @ParameterizedTest
  @MethodSource("branches")
  void branches(Op op) {
    accepts(a ->
        onPairs(
            a,
            () -> {
              String taken = "taken" + a.here();
              a.branch(op, T0, T1, taken).opi(Op.ADDI, T2, 0, 1).label(taken);
            }));
  }

  private static void onPairs(Assembler assembler, Runnable body) {
    for (long x : EDGES) {
      assembler.li(T0, x);
      for (long y : EDGES) {
        assembler.li(T1, y);
        body.run();
      }
    }
    assembler.halt(0);
  }

  private static void accepts(java.util.function.Consumer<Assembler> body) {
    Program program = Runs.program(body);
    TraceSet run = Runs.tables(program);
    assertThat(Runs.check(program, run).report()).isEqualTo("no findings");
  }
}
