package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.RowChecker;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.exec.ErringInterpreter;
import network.akashi.zkvm.exec.ErringInterpreter.Slip;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Outcome;
import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.isa.Family;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

/**
 * A machine that errs once and goes on as if nothing had happened leaves a trace that is consistent
 * in all else (Arguzz, arXiv 2509.10819). Its tables violate a constraint or leave a bus
 * unbalanced, whichever instruction erred.
 */
class FaultInjectionTest {
  private static final int T0 = Assembler.T0;
  private static final int T1 = Assembler.T1;
  private static final int S0 = Assembler.S0;

  /** Every operation that computes, loads, stores or jumps, once; ends whatever goes wrong. */
  private static void everything(Assembler a) {
    a.li(S0, Runs.DATA).li(T0, 0x1234_5677).li(T1, -9);
    for (Op op : Op.all()) {
      switch (op.family()) {
        case ADD, MULTIPLY, MULTIPLY_HIGH, DIVIDE -> a.op(op, Assembler.T2, T0, T1);
        case ADD_IMMEDIATE -> {
          if (op != Op.FENCE) {
            a.opi(op, Assembler.T2, T0, 77);
          }
        }
        case LOGIC, SHIFT, COMPARE -> {
          if (op.mnemonic().endsWith("i") || op.mnemonic().contains("iw") || op == Op.SLTIU) {
            a.opi(op, Assembler.T2, T0, 5);
          } else {
            a.op(op, Assembler.T2, T0, T1);
          }
        }
        case STORE_DOUBLE, STORE_NARROW -> a.store(op, T0, S0, 8).store(op, T0, S0, 21);
        case LOAD_DOUBLE, LOAD_NARROW ->
            a.opi(op, Assembler.T2, S0, 8).opi(op, Assembler.T2, S0, 21);
        case BRANCH -> {
          String on = "on" + op;
          a.branch(op, T0, T1, on).opi(Op.ADDI, Assembler.T2, T0, 1).label(on);
        }
        case JUMP_AND_UPPER -> {
          if (op == Op.JAL) {
            a.jump(1, "landed").label("landed");
          } else {
            a.upper(op, Assembler.T2, 3);
          }
        }
        default -> {}
      }
    }
    a.label("here").la(T1, "here").opi(Op.JALR, 1, T1, 4 * 4).halt(0);
  }

  /** Slips that any instruction may make; every fifth will do. */
  private static final Set<Slip> EVERYWHERE =
      EnumSet.of(Slip.NEXT_PC, Slip.INSTRUCTION, Slip.DESTINATION, Slip.SOURCE);

  private static final Consumer<Assembler> EVERYTHING = FaultInjectionTest::everything;

  @Test
  void noErrorOfTheMachineIsAccepted() {
    Program program = Runs.program(EVERYTHING, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
    RowChecker checker = new RowChecker(ZkMachine.of(program).machine());
    Trace right = new Trace(program.code());
    Executor.record(program, new byte[0], 1 << 12, right);
    List<Long> honest = facts(right);
    Set<Family> erred = EnumSet.noneOf(Family.class);
    List<String> accepted = new ArrayList<>();
    int cases = 0;
    for (Slip slip : Slip.values()) {
      boolean more = true;
      for (int chance = 0; more; chance += EVERYWHERE.contains(slip) ? 5 : 1) {
        Trace trace = new Trace(program.code());
        Optional<Execution> run =
            ErringInterpreter.record(program, new byte[0], 1 << 12, slip, chance, trace);
        more = run.isPresent();
        boolean harmless = facts(trace).equals(honest);
        if (more && !harmless && run.get().outcome() instanceof Outcome.Halted) {
          cases++;
          for (int row = 0; row < trace.rows(); row++) {
            erred.add(program.code().op(trace.instruction(row)).family());
          }
          TraceSet tables =
              ZkMachine.of(program).run(trace, Runs.publicValues(program, run.get(), trace));
          if (checker.check(tables).isClean()) {
            accepted.add(slip + " at chance " + chance);
          }
        }
      }
    }
    assertThat(accepted).isEmpty();
    assertThat(cases).isGreaterThan(60);
    assertThat(erred).contains(Family.DIVIDE, Family.SHIFT, Family.BRANCH, Family.JUMP_REGISTER);
  }

  /** All that a trace holds; another instruction may happen to do the same. */
  private static List<Long> facts(Trace trace) {
    List<Long> facts = new ArrayList<>();
    for (int row = 0; row < trace.rows(); row++) {
      facts.addAll(
          List.of(
              (long) trace.instruction(row),
              trace.first(row),
              trace.second(row),
              trace.before(row),
              trace.after(row)));
    }
    for (int i = 0; i < trace.accesses(); i++) {
      facts.addAll(List.of((long) trace.accessKey(i), trace.accessBefore(i), trace.accessAfter(i)));
    }
    return facts;
  }
}
