package network.akashi.zkvm.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.akashi.math.Parallel;
import network.akashi.stark.verifier.Rejection;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.asm.ElfWriter;
import network.akashi.zkvm.chip.RunCost;
import network.akashi.zkvm.chip.ZkMachine;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.program.ProgramId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunProofTest {
  private static final long CODE = 0x1000_0000L;
  private static final Payee PAYEE = Payee.parse("0x00000000000000000000000000000000000000aa");
  private static final RunVerifier VERIFIER = new RunVerifier(118);

  private static Parallel cores;
  private static ProgramKey key;
  private static ProvenRun run;

  /** Adds, stores and loads; exits with 3. */
  private static Program program(int exitCode) {
    return program(a ->
        a.li(Assembler.T0, 5)
            .op(Op.ADD, Assembler.T0, Assembler.T0, Assembler.T0)
            .li(Assembler.S0, 0x7000_0000)
            .store(Op.SD, Assembler.T0, Assembler.S0, 8)
            .opi(Op.LW, Assembler.T1, Assembler.S0, 9)
            .halt(exitCode));
  }

  private static Program program(Consumer<Assembler> body) {
    Assembler assembler = new Assembler(CODE);
    body.accept(assembler);
    return Program.fromElf(new ElfWriter().entry(CODE).code(CODE, assembler.assemble()).write());
  }

  @BeforeAll
  static void prove() {
    cores = Parallel.ofAllCores();
    key = ProgramKey.of(program(3));
    List<String> stages = new ArrayList<>();
    try (RunProver prover = new RunProver(key, cores)) {
      run = prover.prove(new byte[0], PAYEE, (stage, nanos) -> stages.add(stage + (nanos < 0)));
    }
    assertThat(stages)
        .containsExactly(
            "executetrue",
            "executefalse",
            "tracetrue",
            "tracefalse",
            "stacktrue",
            "stackfalse",
            "committrue",
            "commitfalse",
            "loguptrue",
            "logupfalse",
            "keccaktrue",
            "keccakfalse",
            "constraintstrue",
            "constraintsfalse",
            "openingtrue",
            "openingfalse");
  }

  @AfterAll
  static void close() {
    cores.close();
  }

  @Test
  void aProofIsAcceptedAndSaysWhatHappened() {
    assertThat(VERIFIER.verify(run.proof(), key.id()))
        .isEqualTo(new RunVerification.Accepted(run.statement()));
    Statement statement = run.statement();
    assertThat(statement.exitCode()).isEqualTo(3);
    assertThat(statement.payee()).isEqualTo(PAYEE);
    assertThat(statement.cycles()).isEqualTo(run.execution().cycles());
    assertThat(statement.cells()).isEqualTo(run.execution().cells());
    assertThat(statement.outputDigest()).isEqualTo(run.execution().outputDigest());
    assertThat(statement.cost().misalignedLoads()).isEqualTo(1);
    assertThat(run.bits()).isGreaterThanOrEqualTo(118);
  }

  @Test
  void itIsAProofOfNoOtherProgram() {
    ProgramId other = ProgramKey.of(program(4)).id();
    assertThat(VERIFIER.verify(run.proof(), other)).isEqualTo(rejected(RunRejection.WRONG_PROGRAM));
    // brought along as if it were the other one's
    RunProof parts = RunProofFormat.read(run.proof()).orElseThrow();
    ProgramCommitment commitment = ProgramKey.of(program(4)).commitment();
    byte[] forged =
        RunProofFormat.write(
            new RunProof(parts.security(), commitment, parts.statement(), parts.stark()));
    assertThat(VERIFIER.verify(forged, other)).isEqualTo(unproven(Rejection.WRONG_KEY));
  }

  @Test
  void nothingOfTheStatementCanBeChanged() {
    Statement s = run.statement();
    RunCost cost = s.cost();
    Statement.Segment segment = s.segment();
    byte[] digest = s.outputDigest();
    digest[7] ^= 1;
    List<Statement> others =
        List.of(
            new Statement(s.program(), 0, s.outputDigest(), PAYEE, s.cycles(), cost, segment),
            new Statement(s.program(), 3, digest, PAYEE, s.cycles(), cost, segment),
            new Statement(
                s.program(), 3, s.outputDigest(), Payee.NOBODY, s.cycles(), cost, segment),
            new Statement(s.program(), 3, s.outputDigest(), PAYEE, s.cycles() + 1, cost, segment),
            withCost(s, new RunCost(cost.programCells() + 1, 0, 1, 0)),
            withCost(s, new RunCost(cost.programCells(), 1, 1, 0)),
            withCost(s, new RunCost(cost.programCells(), 0, 0, 0)),
            withCost(s, new RunCost(cost.programCells(), 0, 1, 1)),
            withSegment(s, Statement.Segment.whole(segment.pcIn(), segment.pcOut() + 4)));
    for (Statement other : others) {
      assertThat(verify(other).isAccepted()).as("%s", other).isFalse();
    }
  }

  private static Statement withCost(Statement s, RunCost cost) {
    return new Statement(
        s.program(), s.exitCode(), s.outputDigest(), s.payee(), s.cycles(), cost, s.segment());
  }

  private static Statement withSegment(Statement s, Statement.Segment segment) {
    return new Statement(
        s.program(), s.exitCode(), s.outputDigest(), s.payee(), s.cycles(), s.cost(), segment);
  }

  private static RunVerification verify(Statement statement) {
    RunProof parts = RunProofFormat.read(run.proof()).orElseThrow();
    return VERIFIER.verify(
        RunProofFormat.write(
            new RunProof(parts.security(), parts.commitment(), statement, parts.stark())),
        key.id());
  }

  @Test
  void aRunBeginsAtTheEntryAndIsWhole() {
    Statement s = run.statement();
    Statement.Segment segment = s.segment();
    assertThat(verify(withSegment(s, Statement.Segment.whole(segment.pcIn() + 4, segment.pcOut()))))
        .isEqualTo(rejected(RunRejection.WRONG_START));
    List<Integer> zero = segment.ioIn();
    List<Integer> other = List.of(0, 0, 0, 0, 0, 0, 0, 1);
    for (int i = 0; i < 4; i++) {
      Statement.Segment part =
          new Statement.Segment(
              segment.pcIn(),
              segment.pcOut(),
              i == 0 ? other : zero,
              i == 1 ? other : zero,
              i == 2 ? other : zero,
              i == 3 ? other : zero);
      assertThat(verify(withSegment(s, part))).isEqualTo(rejected(RunRejection.NOT_WHOLE));
    }
  }

  @Test
  void noByteOfTheHeadCanBeChanged() {
    byte[] proof = run.proof();
    int head = proof.length - RunProofFormat.read(proof).orElseThrow().stark().length;
    for (int i = 0; i < head; i++) {
      byte[] changed = proof.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      assertThat(VERIFIER.verify(changed, key.id()).isAccepted()).as("byte %d", i).isFalse();
    }
  }

  @Test
  void everyLengthIsAnswered() {
    byte[] proof = run.proof();
    for (int length = 0; length < proof.length; length += 1 + length / 7) {
      assertThat(VERIFIER.verify(Arrays.copyOf(proof, length), key.id()).isAccepted()).isFalse();
    }
    assertThat(VERIFIER.verify(Arrays.copyOf(proof, proof.length + 1), key.id()))
        .isEqualTo(unproven(Rejection.TRAILING_BYTES));
    assertThat(VERIFIER.verify(new byte[RunProofFormat.MAX_BYTES + 1], key.id()))
        .isEqualTo(rejected(RunRejection.MALFORMED));
  }

  @Test
  void moreBitsThanAProofHasAreRefused() {
    assertThat(new RunVerifier(124).verify(run.proof(), key.id()))
        .isEqualTo(unproven(Rejection.INSUFFICIENT_SECURITY));
  }

  @Test
  void aRunThatCannotBeProvenIsRefusedWithAdvice() {
    assertThatThrownBy(() -> prove(program(a -> a.word(0))))
        .isInstanceOf(UnprovableRunException.class)
        .hasMessageContaining("illegal instruction");
    assertThatThrownBy(() -> prove(program(a -> a.write(CODE, 4).halt(0))))
        .isInstanceOf(UnprovableRunException.class)
        .hasMessageContaining("not that of the program's output");
    assertThatThrownBy(() ->
            prove(
                program(a ->
                    a.li(Assembler.T0, ZkMachine.MAX_CYCLES)
                        .label("again")
                        .opi(Op.ADDI, Assembler.T0, Assembler.T0, -1)
                        .branch(Op.BNE, Assembler.T0, 0, "again")
                        .halt(0))))
        .isInstanceOf(UnprovableRunException.class)
        .hasMessageContaining("4,194,308 cycles, one proof covers at most 2,097,152");
  }

  private static void prove(Program program) {
    try (RunProver prover = new RunProver(ProgramKey.of(program), cores)) {
      prover.prove(new byte[0], Payee.NOBODY, ProvingListener.NONE);
    }
  }

  private static RunVerification rejected(RunRejection reason) {
    return new RunVerification.Rejected(reason, Optional.empty());
  }

  private static RunVerification unproven(Rejection reason) {
    return new RunVerification.Rejected(RunRejection.UNPROVEN, Optional.of(reason));
  }
}
