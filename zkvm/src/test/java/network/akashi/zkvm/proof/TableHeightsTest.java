package network.akashi.zkvm.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.akashi.math.Parallel;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.asm.ElfWriter;
import network.akashi.zkvm.chip.ZkMachine;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.isa.Family;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Proofs at the ends of what tables' heights can be: none, one row, full, one more than full. */
class TableHeightsTest {
  private static final long CODE = 0x1000_0000L;
  private static final Payee PAYEE = Payee.parse("0x00000000000000000000000000000000000000aa");

  /** Every address of the stack's page may be read and written. */
  private static final long DATA = 0x7000_0000L;

  private static Program program(Consumer<Assembler> body) {
    Assembler assembler = new Assembler(CODE);
    body.accept(assembler);
    return Program.fromElf(new ElfWriter().entry(CODE).code(CODE, assembler.assemble()).write());
  }

  /** The run, if its proof is accepted. */
  private static Execution proven(Consumer<Assembler> body) {
    ProgramKey key = ProgramKey.of(program(body));
    try (Parallel parallel = Parallel.ofAllCores();
        RunProver prover = new RunProver(key, parallel)) {
      ProvenRun run = prover.prove(new byte[0], PAYEE, ProvingListener.NONE);
      assertThat(new RunVerifier(118).verify(run.proof(), key.id()))
          .isInstanceOf(RunVerification.Accepted.class);
      return run.execution();
    }
  }

  /** Its operands are set up with {@code lui} alone, so that no other family has a row. */
  private static void once(Assembler a, Op op) {
    a.upper(Op.LUI, Assembler.S0, (int) (DATA >>> 12));
    switch (op.format()) {
      case REGISTER -> a.op(op, Assembler.T0, Assembler.S0, Assembler.S0);
      case IMMEDIATE ->
          a.opi(op, Assembler.T0, op == Op.JALR ? 0 : Assembler.S0, op == Op.JALR ? 0 : 8);
      case STORE -> a.store(op, Assembler.S0, Assembler.S0, 8);
      case BRANCH -> a.branch(op, Assembler.S0, Assembler.S0, "end").label("end");
      default -> throw new IllegalArgumentException(op + " is in every program");
    }
    a.halt(0);
  }

  @Test
  void mostTablesAreEmpty() {
    Execution run = proven(a -> a.halt(0));
    assertThat(Arrays.stream(Family.values()).filter(f -> run.counts().of(f) == 0).count())
        .isGreaterThan(10);
  }

  @TestFactory
  Stream<DynamicTest> tablesOfOneRow() {
    return Stream.of(
            Op.ADD, Op.XOR, Op.SLL, Op.SLTU, Op.BEQ, Op.LD, Op.LBU, Op.SD, Op.SH, Op.MUL, Op.MULHSU,
            Op.DIV)
        .map(op ->
            DynamicTest.dynamicTest(
                op.name(),
                () -> assertThat(proven(a -> once(a, op)).counts().of(op.family())).isEqualTo(1)));
  }

  @TestFactory
  Stream<DynamicTest> tablesThatAreFullAndOneRowMore() {
    return IntStream.of(63, 64, 65, 255, 256, 257)
        .mapToObj(rows ->
            DynamicTest.dynamicTest(
                rows + " rows",
                () -> {
                  Execution run =
                      proven(a -> {
                        a.upper(Op.LUI, Assembler.S0, (int) (DATA >>> 12));
                        for (int i = 0; i < rows; i++) {
                          a.op(Op.SUB, Assembler.T0, Assembler.T0, Assembler.S0);
                          a.store(Op.SB, Assembler.T0, Assembler.S0, i);
                        }
                        a.halt(0);
                      });
                  assertThat(run.counts().of(Family.ADD)).isEqualTo(rows);
                  assertThat(run.counts().of(Family.STORE_NARROW)).isEqualTo(rows);
                }));
  }

  /** A loop of two instructions that takes all cycles, and the few around it. */
  @Test
  void oneCycleMoreThanAProofCoversIsRefused() {
    Consumer<Assembler> body =
        a -> {
          a.li(Assembler.T0, ZkMachine.MAX_CYCLES / 2)
              .label("turn")
              .opi(Op.ADDI, Assembler.T0, Assembler.T0, -1)
              .branch(Op.BNE, Assembler.T0, 0, "turn")
              .halt(0);
        };
    ProgramKey key = ProgramKey.of(program(body));
    try (Parallel parallel = Parallel.ofAllCores();
        RunProver prover = new RunProver(key, parallel)) {
      assertThatThrownBy(() -> prover.prove(new byte[0], PAYEE, ProvingListener.NONE))
          .isInstanceOf(UnprovableRunException.class)
          .hasMessageContaining("one proof covers at most 2,097,152");
    }
  }
}
