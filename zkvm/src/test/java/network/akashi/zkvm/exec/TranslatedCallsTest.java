package network.akashi.zkvm.exec;

import static network.akashi.zkvm.asm.Assembler.A0;
import static network.akashi.zkvm.asm.Assembler.A1;
import static network.akashi.zkvm.asm.Assembler.A2;
import static network.akashi.zkvm.asm.Assembler.A3;
import static network.akashi.zkvm.asm.Assembler.A4;
import static network.akashi.zkvm.asm.Assembler.A7;
import static network.akashi.zkvm.asm.Assembler.S0;
import static network.akashi.zkvm.asm.Assembler.S1;
import static network.akashi.zkvm.asm.Assembler.T0;
import static network.akashi.zkvm.asm.Assembler.T1;
import static network.akashi.zkvm.asm.Assembler.T2;
import static network.akashi.zkvm.asm.Assembler.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.MemoryMap;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

/** Environment calls in loops that are translated long before they end. All engines agree. */
class TranslatedCallsTest {
  private static final int TURNS = 400;
  private static final long LIMIT = 1_000_000;
  private static final int ECALL = 0x73;

  /** Around the place where two pages meet. */
  private static final int BUFFER_BYTES = 1024;

  private static final long BUFFER = Guest.DATA + 0x1_0000 - BUFFER_BYTES / 2;

  /** A state for Poseidon2, which must stay one. */
  private static final long STATE = Guest.DATA + 0x2_0000;

  /** What nobody writes to, so that no modulus becomes zero. */
  private static final long MODULI = Guest.DATA;

  private static final int MODULI_BYTES = 512;

  @Test
  void accelerators() {
    ForAll.cases(
        30,
        random -> {
          byte[] data = new byte[1 << 17];
          random.nextBytes(data);
          // many ones: some moduli are near 2^256, and some small
          Arrays.fill(data, 8, 96, (byte) -1);
          Arrays.fill(data, 104, 128, (byte) 0);
          Program program = Guest.program(a -> loop(a, random), data);
          Execution run = Engines.execute(program, new byte[0], LIMIT);
          assertThat(run.outcome().isSuccess()).as(run.outcome().message()).isTrue();
        });
  }

  private static void loop(Assembler a, RandomGenerator random) {
    a.li(S0, TURNS).label("loop");
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          for (int register = A0; register <= A3; register++) {
            pointer(a, random, register, BUFFER, BUFFER_BYTES / 8 - Integer256.WORDS);
          }
          pointer(a, random, A4, MODULI, MODULI_BYTES / 8 - Integer256.WORDS);
          a.ecall(EnvironmentCall.MULMOD256);
        }
        case 2 -> {
          pointer(a, random, A0, BUFFER, BUFFER_BYTES / 8 - KeccakF.WORDS);
          a.ecall(EnvironmentCall.KECCAK_F);
        }
        case 3 -> {
          pointer(a, random, A0, BUFFER, BUFFER_BYTES / 8 - 4);
          pointer(a, random, A1, BUFFER, BUFFER_BYTES / 8 - 8);
          a.ecall(EnvironmentCall.SHA256_COMPRESS);
        }
        default -> a.li(A0, STATE).ecall(EnvironmentCall.POSEIDON2);
      }
    }
    a.opi(Op.ADDI, S0, S0, -1).branch(Op.BNE, S0, ZERO, "loop");
    a.write(BUFFER, BUFFER_BYTES).write(STATE, 64).halt(0);
  }

  /** A pointer to one of {@code places} words, another one each turn. */
  private static void pointer(
      Assembler a, RandomGenerator random, int register, long base, int places) {
    a.li(T0, random.nextInt(1, places)).op(Op.MUL, T0, T0, S0).li(T1, places);
    a.op(Op.REMU, T0, T0, T1).opi(Op.SLLI, T0, T0, 3);
    a.li(T1, base).op(Op.ADD, register, T1, T0);
  }

  @Test
  void aCallThatTrapsHasNoEffect() {
    long readOnly = Guest.CODE;
    long nowhere = MemoryMap.STACK_TOP;
    long apart = Guest.DATA + 0x1_0000 - 8;
    for (int register = A0; register <= A4; register++) {
      fails(EnvironmentCall.MULMOD256, register, Guest.DATA + 4, "multiple of 8");
      fails(EnvironmentCall.MULMOD256, register, nowhere, "no memory");
      fails(EnvironmentCall.MULMOD256, register, nowhere - 8, "no memory");
    }
    fails(EnvironmentCall.MULMOD256, A0, readOnly, "read only");
    fails(EnvironmentCall.MULMOD256, A0, MemoryMap.INPUT_START, "read only");
    fails(EnvironmentCall.MULMOD256, A4, Guest.DATA + 0x3_0000, "modulus is 0");
    fails(EnvironmentCall.MULMOD256, A4, Guest.DATA + 0x3_0000 - 8 * 4, "modulus is 0");
    for (EnvironmentCall call :
        new EnvironmentCall[] {
          EnvironmentCall.KECCAK_F, EnvironmentCall.SHA256_COMPRESS, EnvironmentCall.POSEIDON2
        }) {
      fails(call, A0, Guest.DATA + 4, "multiple of 8");
      fails(call, A0, readOnly, "read only");
      fails(call, A0, nowhere - 8, "no memory");
    }
    fails(EnvironmentCall.SHA256_COMPRESS, A1, Guest.DATA + 12, "multiple of 8");
    fails(EnvironmentCall.SHA256_COMPRESS, A1, nowhere - 56, "no memory");
    fails(EnvironmentCall.POSEIDON2, A0, Guest.DATA + 0x400, "not below the prime");
    fails(EnvironmentCall.POSEIDON2, A7, 1234, "unknown");
    // across two pages is no reason to fail
    assertThat(turned(EnvironmentCall.MULMOD256, A0, apart).outcome().isSuccess()).isTrue();
  }

  private static void fails(EnvironmentCall call, int register, long bad, String problem) {
    Execution run = turned(call, register, bad);
    assertThat(run.outcome()).isInstanceOf(Outcome.Trapped.class);
    assertThat(run.outcome().message()).contains(problem);
    assertThat(run.counts().of(Op.ECALL)).isEqualTo(TURNS);
    assertThat(run.counts().of(call)).isEqualTo(TURNS);
  }

  /** A loop of calls, the last of which has {@code last} in {@code register}. */
  private static Execution turned(EnvironmentCall call, int register, long last) {
    long good = register == A7 ? call.number() : Guest.DATA + 64L * (register - A0);
    byte[] data = new byte[0x3_0000 - 64];
    for (int i = 0; i < 0x200; i += 4) {
      data[i] = (byte) (i + 1);
    }
    for (int i = 0x400; i < 0x440; i++) {
      data[i] = -1;
    }
    Consumer<Assembler> body =
        a -> {
          a.li(S0, TURNS).li(S1, last - good).li(A7, call.number());
          for (int i = 0; i < 5; i++) {
            a.li(A0 + i, Guest.DATA + 64L * i);
          }
          a.label("loop").opi(Op.SLTIU, T0, S0, 1).op(Op.MUL, T0, T0, S1).li(T1, good);
          a.op(Op.ADD, register, T1, T0).word(ECALL);
          a.opi(Op.ADDI, S0, S0, -1).branch(Op.BGE, S0, ZERO, "loop").halt(0);
        };
    return Engines.execute(Guest.program(body, data), new byte[0], LIMIT);
  }

  @Test
  void theCycleLimitIsExact() {
    Program program =
        Guest.program(a ->
            a.li(A0, Guest.DATA)
                .li(A7, EnvironmentCall.KECCAK_F.number())
                .label("loop")
                .word(ECALL)
                .word(ECALL)
                .opi(Op.ADDI, T0, T0, 1)
                .jump(ZERO, "loop"));
    for (long limit = 10_000; limit < 10_008; limit++) {
      Execution run = Engines.execute(program, new byte[0], limit);
      assertThat(run.outcome()).isEqualTo(new Outcome.CycleLimitReached(limit));
      assertThat(run.cycles()).isEqualTo(limit);
    }
  }

  /** One instruction that asks for something else each turn. */
  @Test
  void callsOfAllKindsByOneInstruction() {
    int keccak = EnvironmentCall.KECCAK_F.number();
    int write = EnvironmentCall.WRITE.number();
    Execution run =
        Engines.execute(
            Guest.program(a ->
                a.li(S0, TURNS)
                    .li(A1, Guest.DATA)
                    .li(A2, 8)
                    .label("loop")
                    .opi(Op.ANDI, T0, S0, 1)
                    .li(T1, keccak - write)
                    .op(Op.MUL, T1, T1, T0)
                    .opi(Op.ADDI, A7, T1, write)
                    .li(T1, Guest.DATA - 1)
                    .op(Op.MUL, T1, T1, T0)
                    .opi(Op.ADDI, A0, T1, 1)
                    .branch(Op.BNE, S0, ZERO, "call")
                    .li(A7, EnvironmentCall.HALT.number())
                    .label("call")
                    .word(ECALL)
                    .op(Op.ADD, T2, T2, A0)
                    .opi(Op.ADDI, S0, S0, -1)
                    .jump(ZERO, "loop")),
            new byte[0],
            LIMIT);
    assertThat(run.outcome()).isEqualTo(new Outcome.Halted(1));
    assertThat(run.counts().of(EnvironmentCall.KECCAK_F)).isEqualTo(TURNS / 2);
    assertThat(run.counts().of(EnvironmentCall.WRITE)).isEqualTo(TURNS / 2);
    assertThat(run.output()).hasSize(8 * TURNS / 2);
  }

  /** What takes a page first is the call, and memory is zero before. */
  @Test
  void memoryThatNobodyWroteBefore() {
    Execution run =
        Engines.execute(
            Guest.program(a ->
                a.li(S0, TURNS)
                    .li(S1, MemoryMap.LOW_RAM_START + 0x10_0000)
                    .li(T0, 0x2_0000)
                    .label("loop")
                    .op(Op.ADD, S1, S1, T0)
                    .opi(Op.ADDI, A0, S1, 0)
                    .ecall(EnvironmentCall.POSEIDON2)
                    .opi(Op.LD, T1, S1, 0)
                    .op(Op.XOR, T2, T2, T1)
                    .op(Op.ADD, T2, T2, T1)
                    .opi(Op.ADDI, S0, S0, -1)
                    .branch(Op.BNE, S0, ZERO, "loop")
                    .li(A0, Guest.DATA)
                    .store(Op.SD, T2, A0, 0)
                    .write(Guest.DATA, 8)
                    .halt(0)),
            new byte[0],
            LIMIT);
    assertThat(run.outcome().isSuccess()).isTrue();
    assertThat(run.output()).isNotEqualTo(new byte[8]);
  }
}
