package network.akashi.zkvm.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.asm.Encoding;
import org.junit.jupiter.api.Test;

class DecoderTest {
  @Test
  void everyEncodedInstructionDecodesToItself() {
    ForAll.cases(
        300,
        random -> {
          for (Op op : Op.all()) {
            int rd = random.nextInt(32);
            int rs1 = random.nextInt(32);
            int rs2 = random.nextInt(32);
            switch (op.format()) {
              case REGISTER -> check(Encoding.register(op, rd, rs1, rs2), op, rd, rs1, rs2, 0);
              case IMMEDIATE -> {
                int immediate = immediate(op, random);
                check(Encoding.immediate(op, rd, rs1, immediate), op, rd, rs1, 0, immediate);
              }
              case STORE -> {
                int offset = random.nextInt(-2048, 2048);
                check(Encoding.store(op, rs1, rs2, offset), op, 0, rs1, rs2, offset);
              }
              case BRANCH -> {
                int offset = 2 * random.nextInt(-2048, 2048);
                check(Encoding.branch(op, rs1, rs2, offset), op, 0, rs1, rs2, offset);
              }
              case UPPER -> {
                int upper = random.nextInt(1 << 20);
                check(Encoding.upper(op, rd, upper), op, rd, 0, 0, upper << 12);
              }
              case JUMP -> {
                int offset = 2 * random.nextInt(-(1 << 19), 1 << 19);
                check(Encoding.jump(rd, offset), op, rd, 0, 0, offset);
              }
              case NONE -> {}
            }
          }
        });
  }

  private static int immediate(Op op, RandomGenerator random) {
    return switch (op) {
      case SLLI, SRLI, SRAI -> random.nextInt(64);
      case SLLIW, SRLIW, SRAIW -> random.nextInt(32);
      default -> random.nextInt(-2048, 2048);
    };
  }

  private static void check(int word, Op op, int rd, int rs1, int rs2, int immediate) {
    assertThat(Decoder.decode(word)).isEqualTo(new Instruction(op, rd, rs1, rs2, immediate));
  }

  @Test
  void instructionsWithoutOperands() {
    assertThat(Decoder.decode(0x0000_0073).op()).isEqualTo(Op.ECALL);
    assertThat(Decoder.decode(0x0010_0073).op()).isEqualTo(Op.EBREAK);
    for (int fence : new int[] {0x0ff0_000f, 0x8330_000f, 0x0100_000f, 0x0000_0f8f}) {
      assertThat(Decoder.decode(fence).op()).isEqualTo(Op.FENCE);
    }
  }

  @Test
  void reservedEncodingsAreIllegal() {
    int[] words = {
      0x0000_0000, // all zeros
      0xffff_ffff, // all ones
      0x0000_1067, // jalr with function 1
      0x0000_2063, // branch with function 2
      0x0000_7003, // load with function 7
      0x0000_4023, // store with function 4
      0x0400_1013, // slli with bit 26
      0x4000_1013, // slli with bit 30
      0x2000_5013, // srli with another function
      0x0200_101b, // slliw by 32
      0x0200_501b, // srliw by 32
      0x0000_201b, // word immediate with function 2
      0x4000_1033, // sll with bit 30
      0x0400_0033, // add with bit 26
      0x0200_103b, // mulhw, which is none
      0x0000_203b, // sltw, which is none
      0x0000_100f, // fence.i
      0x3020_0073, // mret
      0x1050_0073, // wfi
      0xc000_2073, // rdcycle
      0x0000_00f3, // ecall with rd
      0x0000_2007, // flw
      0x1000_202f, // lr.w
      0x0000_0001, // c.nop
    };
    for (int word : words) {
      assertThat(Decoder.decode(word)).as("0x%08x", word).isEqualTo(Instruction.ILLEGAL);
    }
  }

  @Test
  void anyWordDecodes() {
    ForAll.cases(
        200,
        random -> {
          for (int i = 0; i < 1000; i++) {
            Instruction instruction = Decoder.decode(random.nextInt());
            assertThat(instruction.toString()).isNotEmpty();
          }
        });
  }

  @Test
  void printsAsAssemblersDo() {
    assertThat(Decoder.decode(0x0015_0513)).hasToString("addi x10, x10, 1");
    assertThat(Decoder.decode(0x0085_3503)).hasToString("ld x10, 8(x10)");
    assertThat(Decoder.decode(0xfe11_3c23)).hasToString("sd x1, -8(x2)");
    assertThat(Decoder.decode(0x1234_5537)).hasToString("lui x10, 0x12345");
    assertThat(Decoder.decode(0xffdf_f06f)).hasToString("jal x0, .-4");
    assertThat(Decoder.decode(0x0000_8067)).hasToString("jalr x0, 0(x1)");
    assertThat(Decoder.decode(0x00b5_0463)).hasToString("beq x10, x11, .+8");
    assertThat(Decoder.decode(0x02b5_0533)).hasToString("mul x10, x10, x11");
    assertThat(Decoder.decode(0)).hasToString("illegal");
  }
}
