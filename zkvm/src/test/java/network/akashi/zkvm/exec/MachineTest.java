package network.akashi.zkvm.exec;

import static network.akashi.zkvm.asm.Assembler.A0;
import static network.akashi.zkvm.asm.Assembler.A1;
import static network.akashi.zkvm.asm.Assembler.A2;
import static network.akashi.zkvm.asm.Assembler.A7;
import static network.akashi.zkvm.asm.Assembler.RA;
import static network.akashi.zkvm.asm.Assembler.S0;
import static network.akashi.zkvm.asm.Assembler.SP;
import static network.akashi.zkvm.asm.Assembler.T0;
import static network.akashi.zkvm.asm.Assembler.T1;
import static network.akashi.zkvm.asm.Assembler.T2;
import static network.akashi.zkvm.asm.Assembler.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.asm.ElfWriter;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.MemoryMap;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

/** What the independent machine cannot tell: ends, traps, limits and counts. All engines agree. */
class MachineTest {
  private static final long LIMIT = 100_000;

  @Test
  void haltsWithTheExitCode() {
    for (int code : new int[] {0, 1, 101, -1, Integer.MIN_VALUE}) {
      Execution run = run(a -> a.halt(code));
      assertThat(run.outcome()).isEqualTo(new Outcome.Halted(code));
      assertThat(run.outcome().isSuccess()).isEqualTo(code == 0);
    }
  }

  @Test
  void registersAreZeroAtTheStart() {
    Execution run =
        run(a -> {
          a.op(Op.OR, T0, 1, 2);
          for (int register = 3; register < 32; register++) {
            if (register != T0) {
              a.op(Op.OR, T0, T0, register);
            }
          }
          a.opi(Op.ADDI, A0, T0, 0).ecall(EnvironmentCall.HALT);
        });
    assertThat(run.outcome().isSuccess()).isTrue();
  }

  @Test
  void illegalInstructions() {
    for (int word : new int[] {0, -1, 0x0000_1073, 0x3020_0073, 0x0000_100f, 0x0000_0057, 0x4501}) {
      Execution run = run(a -> a.li(T0, 1).word(word));
      assertThat(run.outcome())
          .isEqualTo(trapped(new Trap.IllegalInstruction(Guest.CODE + 4, word)));
      assertThat(run.cycles()).isEqualTo(1);
      assertThat(run.pc()).isEqualTo(Guest.CODE + 4);
    }
    assertThat(run(a -> a.word(0x4501)).outcome().message())
        .contains("compressed")
        .contains("0x4501");
  }

  @Test
  void breakpoints() {
    assertThat(run(a -> a.word(0x0010_0073)).outcome())
        .isEqualTo(trapped(new Trap.Breakpoint(Guest.CODE)));
  }

  @Test
  void jumpsToMisalignedAddresses() {
    long target = Guest.CODE + 6;
    assertThat(run(a -> a.li(T0, target).opi(Op.JALR, RA, T0, 0)).outcome())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trap ->
                assertThat(trap.trap())
                    .isInstanceOfSatisfying(
                        Trap.MisalignedJump.class, t -> assertThat(t.target()).isEqualTo(target)));
    // bit 0 is cleared first, so this one is fine
    assertThat(
            run(a -> a.upper(Op.AUIPC, T0, 0).opi(Op.JALR, RA, T0, 9).halt(0))
                .outcome()
                .isSuccess())
        .isTrue();
    // jal and a taken branch to pc + 6
    int jal = 0x0060_006f;
    assertThat(run(a -> a.word(jal)).outcome())
        .isEqualTo(trapped(new Trap.MisalignedJump(Guest.CODE, target)));
    int beq = 0x0000_0363;
    assertThat(run(a -> a.word(beq)).outcome())
        .isEqualTo(trapped(new Trap.MisalignedJump(Guest.CODE, target)));
    int bne = 0x0000_1363;
    assertThat(run(a -> a.word(bne).halt(0)).outcome().isSuccess()).isTrue();
  }

  @Test
  void jumpsOutOfTheCode() {
    for (long target :
        new long[] {0, Guest.DATA, Guest.CODE - 4, -4, 1L << 32, Guest.CODE + 4096}) {
      Execution run = run(a -> a.li(T0, target).opi(Op.JALR, RA, T0, 0));
      assertThat(run.outcome())
          .isInstanceOfSatisfying(
              Outcome.Trapped.class,
              trap ->
                  assertThat(trap.trap()).isEqualTo(new Trap.JumpOutsideCode(run.pc(), target)));
    }
    assertThat(run(a -> a.word(0xffdf_f06f)).outcome())
        .isEqualTo(trapped(new Trap.JumpOutsideCode(Guest.CODE, Guest.CODE - 4)));
  }

  @Test
  void runningPastTheEnd() {
    Execution run = run(a -> a.li(T0, 1));
    assertThat(run.outcome())
        .isEqualTo(trapped(new Trap.JumpOutsideCode(Guest.CODE + 4, Guest.CODE + 4)));
    assertThat(run.outcome().message()).contains("past the end");
  }

  @Test
  void accessesOutsideMemory() {
    checkFault(Op.LD, 0, Trap.AccessFault.Reason.NULL_POINTER);
    checkFault(Op.LBU, 0xffff, Trap.AccessFault.Reason.NULL_POINTER);
    checkFault(Op.SB, 8, Trap.AccessFault.Reason.NULL_POINTER);
    checkFault(Op.SD, MemoryMap.STACK_BOTTOM - 8, Trap.AccessFault.Reason.STACK_OVERFLOW);
    checkFault(Op.LW, MemoryMap.STACK_BOTTOM - 2, Trap.AccessFault.Reason.STACK_OVERFLOW);
    checkFault(Op.LD, MemoryMap.STACK_TOP, Trap.AccessFault.Reason.OUT_OF_RANGE);
    checkFault(Op.SD, MemoryMap.STACK_TOP - 4, Trap.AccessFault.Reason.OUT_OF_RANGE);
    checkFault(Op.LD, 1L << 32, Trap.AccessFault.Reason.OUT_OF_RANGE);
    checkFault(Op.LD, (1L << 32) - 4, Trap.AccessFault.Reason.OUT_OF_RANGE);
    checkFault(Op.SH, -1, Trap.AccessFault.Reason.NULL_POINTER);
    checkFault(Op.LB, Long.MIN_VALUE, Trap.AccessFault.Reason.OUT_OF_RANGE);
    checkFault(Op.SB, MemoryMap.INPUT_START, Trap.AccessFault.Reason.READ_ONLY);
    checkFault(Op.SW, Guest.CODE, Trap.AccessFault.Reason.READ_ONLY);
    checkFault(Op.LD, MemoryMap.LOW_RAM_START - 1, Trap.AccessFault.Reason.NULL_POINTER);
  }

  private static void checkFault(Op op, long address, Trap.AccessFault.Reason reason) {
    boolean isStore = op.name().startsWith("S");
    Execution run =
        run(a -> {
          a.li(T0, address);
          if (isStore) {
            a.store(op, T1, T0, 0);
          } else {
            a.opi(op, T1, T0, 0);
          }
        });
    assertThat(run.outcome())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped ->
                assertThat(trapped.trap())
                    .isInstanceOfSatisfying(
                        Trap.AccessFault.class,
                        fault -> {
                          assertThat(fault.reason()).isEqualTo(reason);
                          assertThat(fault.address()).isEqualTo(address);
                          assertThat(fault.isStore()).isEqualTo(isStore);
                          assertThat(fault.pc()).isEqualTo(run.pc());
                        }));
    assertThat(run.misaligned()).isZero();
    assertThat(run.outcome().message()).contains(Long.toHexString(address));
  }

  @Test
  void deepRecursionEndsInTheGuard() {
    Execution run =
        Engines.execute(
            Guest.program(a ->
                a.li(SP, MemoryMap.STACK_TOP)
                    .label("again")
                    .upper(Op.LUI, T0, 0xf_ff00)
                    .op(Op.ADD, SP, SP, T0)
                    .store(Op.SD, RA, SP, 0)
                    .jump(RA, "again")),
            new byte[0],
            LIMIT);
    assertThat(run.outcome().message()).contains("stack").contains("0x6ff00000");
  }

  @Test
  void aFaultInTranslatedCodeLeavesNoTraceOfItsInstruction() {
    // walks down until it hits the null guard, in a loop that is translated long before
    Execution run =
        run(a ->
            a.li(T0, 0x1_0000 + 8 * 5000)
                .label("loop")
                .opi(Op.ADDI, T1, T1, 1)
                .opi(Op.ADDI, T0, T0, -8)
                .opi(Op.LD, T1, T0, 0)
                .opi(Op.ADDI, T2, T2, 1)
                .jump(ZERO, "loop"));
    assertThat(run.cycles()).isEqualTo(2 + 5 * 5000 + 2);
    assertThat(run.counts().of(Op.LD)).isEqualTo(5000);
  }

  @Test
  void aBadJumpOutOfTranslatedCodeIsNotCarriedOut() {
    Execution run =
        run(a ->
            a.li(T0, 5000)
                .label("loop")
                .opi(Op.ADDI, T0, T0, -1)
                .opi(Op.SLTIU, T1, T0, 1)
                .upper(Op.AUIPC, RA, 0)
                .opi(Op.SLLI, T1, T1, 1)
                .op(Op.ADD, RA, RA, T1)
                .opi(Op.JALR, RA, RA, -8));
    assertThat(run.outcome().message()).contains("multiple of 4");
    assertThat(run.counts().of(Op.JALR)).isEqualTo(4999);
  }

  @Test
  void theCycleLimitIsExact() {
    Consumer<Assembler> forever =
        a ->
            a.label("loop")
                .opi(Op.ADDI, T0, T0, 1)
                .opi(Op.ADDI, T1, T1, 1)
                .opi(Op.ADDI, T2, T2, 1)
                .jump(ZERO, "loop");
    Program program = Guest.program(forever);
    for (long limit : new long[] {0, 1, 2, 3, 4, 5, 1000, 1001, 1002, 1003, 54_321}) {
      Execution run = Engines.execute(program, new byte[0], limit);
      assertThat(run.outcome()).isEqualTo(new Outcome.CycleLimitReached(limit));
      assertThat(run.cycles()).isEqualTo(limit);
    }
  }

  @Test
  void aProgramThatNeedsExactlyItsCyclesHalts() {
    Program program = Guest.program(a -> a.halt(0));
    assertThat(Engines.execute(program, new byte[0], 3).outcome().isSuccess()).isTrue();
    assertThat(Engines.execute(program, new byte[0], 2).outcome())
        .isEqualTo(new Outcome.CycleLimitReached(2));
  }

  @Test
  void randomProgramsStopAnywhere() {
    ForAll.cases(
        20,
        random ->
            Engines.execute(
                Program.fromElf(RandomGuest.elf(random)), new byte[0], random.nextInt(200_000)));
  }

  @Test
  void misalignedAccessesWorkAndAreCounted() {
    Execution run =
        run(a ->
            a.li(S0, Guest.DATA + 0xfffd)
                .li(T0, 0x0102_0304_0506_0708L)
                .store(Op.SD, T0, S0, 0)
                .opi(Op.LD, T1, S0, 0)
                .opi(Op.LW, T1, S0, 3)
                .opi(Op.LB, T1, S0, 0)
                .opi(Op.LH, T1, S0, 1)
                .opi(Op.LHU, T1, S0, 0)
                .halt(0));
    assertThat(run.misaligned()).isEqualTo(3);
  }

  @Test
  void inputIsReadOnlyMemory() {
    byte[] input = new byte[100_000];
    for (int i = 0; i < input.length; i++) {
      input[i] = (byte) (i * 31);
    }
    Program program =
        Guest.program(a ->
            a.li(T0, MemoryMap.INPUT_START)
                .opi(Op.LD, A2, T0, 0)
                .li(A0, 1)
                .opi(Op.ADDI, A1, T0, 32)
                .ecall(EnvironmentCall.WRITE)
                .opi(Op.ADDI, S0, A0, 0)
                .op(Op.SUB, A0, A0, A2)
                .ecall(EnvironmentCall.HALT));
    Execution run = Engines.execute(program, input, LIMIT);
    assertThat(run.outcome().isSuccess()).isTrue();
    assertThat(run.output()).isEqualTo(input);
    assertThat(run.isOutputCommitted()).isFalse();
    assertThatThrownBy(() ->
            Executor.translator().execute(program, new byte[MemoryMap.MAX_INPUT_BYTES + 1], LIMIT))
        .hasMessageContaining("input");
  }

  @Test
  void theDigestOfNothingIsThereAtTheStart() {
    Execution run = run(a -> a.halt(0));
    assertThat(run.outputDigest()).isEqualTo(Sha256.digest(new byte[0]));
    assertThat(run.isOutputCommitted()).isTrue();
  }

  @Test
  void callsWithBadArgumentsTrap() {
    checkBadCall(a -> a.li(A0, Guest.DATA + 4).ecall(EnvironmentCall.KECCAK_F), "multiple of 8");
    checkBadCall(
        a ->
            a.li(A0, Guest.DATA)
                .li(A1, Guest.DATA)
                .li(A2, Guest.DATA)
                .li(13, Guest.DATA)
                .li(14, Guest.DATA)
                .ecall(EnvironmentCall.MULMOD256),
        "modulus is 0");
    checkBadCall(
        a ->
            a.li(A0, Guest.DATA)
                .li(T0, 0x7f00_0001)
                .store(Op.SW, T0, A0, 60)
                .ecall(EnvironmentCall.POSEIDON2),
        "word 15");
    Execution unknown = run(a -> a.li(A7, 1234).word(0x73));
    assertThat(unknown.outcome().message()).contains("1234").contains("unknown");
  }

  @Test
  void callsOnForbiddenMemoryTrapAndChangeNothing() {
    checkBadCall(a -> a.li(A0, Guest.CODE).ecall(EnvironmentCall.KECCAK_F), "read only");
    checkBadCall(
        a -> a.li(A0, MemoryMap.STACK_TOP - 8).ecall(EnvironmentCall.KECCAK_F), "no memory");
  }

  private static void checkBadCall(Consumer<Assembler> body, String problem) {
    Execution run = run(body);
    assertThat(run.outcome()).isInstanceOf(Outcome.Trapped.class);
    assertThat(run.outcome().message()).contains(problem);
    assertThat(run.counts().of(Op.ECALL)).isZero();
    for (EnvironmentCall call : EnvironmentCall.values()) {
      assertThat(run.counts().of(call)).isZero();
    }
    assertThat(run.output()).isEmpty();
  }

  @Test
  void bytesThatCannotBeHandedOutAreDropped() {
    checkDropped(3, Guest.DATA, 1, "neither 1");
    checkDropped((1L << 32) + 1, Guest.DATA, 1, "neither 1");
    checkDropped(1, Guest.DATA, -1, "in all");
    checkDropped(2, Guest.DATA, EnvironmentCalls.MAX_OUTPUT_BYTES + 1, "in all");
    checkDropped(1, 8, 4, "null pointer");
  }

  private static void checkDropped(long file, long address, long length, String why) {
    Execution run =
        run(a ->
            a.li(A0, file)
                .li(A1, address)
                .li(A2, length)
                .ecall(EnvironmentCall.WRITE)
                .opi(Op.ADDI, T0, A0, 0)
                .li(S0, Guest.DATA)
                .store(Op.SD, A0, S0, 0)
                .write(Guest.DATA, 8)
                .halt(0));
    assertThat(run.outcome().isSuccess()).isTrue();
    assertThat(run.output()).as("a0").isEqualTo(GuestFiles.words(length));
    assertThat(new String(run.log(), StandardCharsets.UTF_8)).contains(why);
  }

  @Test
  void messagesAreNotOutput() {
    Execution run =
        run(a -> {
          a.li(T0, 'm').li(A1, Guest.DATA).store(Op.SB, T0, A1, 0);
          a.li(A0, 2).li(A2, 3).ecall(EnvironmentCall.WRITE).halt(0);
        });
    assertThat(run.output()).isEmpty();
    assertThat(run.log()).containsExactly('m', 0, 0);
  }

  @Test
  void codeIsFixedWhenTheProgramIsLoaded() {
    // code and data share a page, or even a segment, so the store succeeds; the load sees what was
    // stored, and what runs is what was loaded
    Assembler assembler = new Assembler(Guest.CODE);
    assembler.li(T0, Guest.CODE + 0x40).store(Op.SW, ZERO, T0, 0).opi(Op.LW, A0, T0, 0);
    assembler.jump(ZERO, "patched");
    while (assembler.here() < Guest.CODE + 0x40) {
      assembler.word(0);
    }
    assembler.label("patched").ecall(EnvironmentCall.HALT);
    ElfWriter onePage = new ElfWriter().entry(Guest.CODE).code(Guest.CODE, assembler.assemble());
    onePage.data(Guest.CODE + 0x1000, 16);
    ByteBuffer code = ByteBuffer.allocate(4 * assembler.assemble().length);
    code.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(assembler.assemble());
    int all = ElfWriter.R | ElfWriter.W | ElfWriter.X;
    ElfWriter oneSegment = new ElfWriter().entry(Guest.CODE);
    oneSegment.segment(Guest.CODE, code.capacity(), all, code.array());

    for (ElfWriter writer : List.of(onePage, oneSegment)) {
      Program program = Program.fromElf(writer.write());
      assertThat(Engines.execute(program, new byte[0], LIMIT).outcome().isSuccess()).isTrue();
    }
  }

  @Test
  void cellsFollowTheCounts() {
    Execution run = run(a -> a.li(T0, 1).op(Op.MUL, T0, T0, T0).halt(0));
    assertThat(run.cells()).isEqualTo(CostModel.cells(run.counts(), 0));
    assertThat(run.cells())
        .isEqualTo(
            3 * CostModel.cells(Op.ADDI.family())
                + CostModel.cells(Op.MUL.family())
                + CostModel.cells(Op.ECALL.family()));
  }

  private static Outcome trapped(Trap trap) {
    return new Outcome.Trapped(trap);
  }

  private static Execution run(Consumer<Assembler> body) {
    return Engines.execute(Guest.program(body), new byte[0], LIMIT);
  }
}
