package network.akashi.zkvm.isa;

/**
 * Decodes 32-bit words of RV64IM (The RISC-V Instruction Set Manual I, chapters 2, 4 and 13; the
 * opcode map of chapter 34).
 *
 * <p>Total: a word that is not an instruction of RV64IM decodes to {@link Op#ILLEGAL}. Reserved
 * encodings are illegal, with one exception the manual asks for: {@code fence} ignores its fields,
 * so that fences yet to be defined behave as the strongest one. {@code fence.i} belongs to Zifencei
 * and is illegal.
 */
public final class Decoder {
  private static final int WORD_OF_ECALL = 0x0000_0073;
  private static final int WORD_OF_EBREAK = 0x0010_0073;

  private Decoder() {}

  /** The instruction that {@code word} encodes. */
  public static Instruction decode(int word) {
    return switch (word & 0x7f) {
      case 0x37 -> new Instruction(Op.LUI, rd(word), 0, 0, word & 0xffff_f000);
      case 0x17 -> new Instruction(Op.AUIPC, rd(word), 0, 0, word & 0xffff_f000);
      case 0x6f -> new Instruction(Op.JAL, rd(word), 0, 0, jumpImmediate(word));
      case 0x67 -> immediate(word, funct3(word) == 0 ? Op.JALR : Op.ILLEGAL);
      case 0x63 -> branch(word);
      case 0x03 -> immediate(word, load(funct3(word)));
      case 0x23 -> store(word);
      case 0x13 -> arithmeticImmediate(word);
      case 0x1b -> wordImmediate(word);
      case 0x33 -> register(word, arithmetic(word));
      case 0x3b -> register(word, wordArithmetic(word));
      case 0x0f -> funct3(word) == 0 ? none(Op.FENCE) : Instruction.ILLEGAL;
      case 0x73 -> system(word);
      default -> Instruction.ILLEGAL;
    };
  }

  private static Instruction branch(int word) {
    Op op =
        switch (funct3(word)) {
          case 0 -> Op.BEQ;
          case 1 -> Op.BNE;
          case 4 -> Op.BLT;
          case 5 -> Op.BGE;
          case 6 -> Op.BLTU;
          case 7 -> Op.BGEU;
          default -> Op.ILLEGAL;
        };
    return op == Op.ILLEGAL
        ? Instruction.ILLEGAL
        : new Instruction(op, 0, rs1(word), rs2(word), branchImmediate(word));
  }

  private static Op load(int funct3) {
    return switch (funct3) {
      case 0 -> Op.LB;
      case 1 -> Op.LH;
      case 2 -> Op.LW;
      case 3 -> Op.LD;
      case 4 -> Op.LBU;
      case 5 -> Op.LHU;
      case 6 -> Op.LWU;
      default -> Op.ILLEGAL;
    };
  }

  private static Instruction store(int word) {
    Op op =
        switch (funct3(word)) {
          case 0 -> Op.SB;
          case 1 -> Op.SH;
          case 2 -> Op.SW;
          case 3 -> Op.SD;
          default -> Op.ILLEGAL;
        };
    return op == Op.ILLEGAL
        ? Instruction.ILLEGAL
        : new Instruction(op, 0, rs1(word), rs2(word), (word >> 25 << 5) | rd(word));
  }

  private static Instruction arithmeticImmediate(int word) {
    return switch (funct3(word)) {
      case 0 -> immediate(word, Op.ADDI);
      case 1 -> shift(word, word >>> 26 == 0 ? Op.SLLI : Op.ILLEGAL, 0x3f);
      case 2 -> immediate(word, Op.SLTI);
      case 3 -> immediate(word, Op.SLTIU);
      case 4 -> immediate(word, Op.XORI);
      case 5 -> shift(word, rightShift(word >>> 26, 0x10, Op.SRLI, Op.SRAI), 0x3f);
      case 6 -> immediate(word, Op.ORI);
      default -> immediate(word, Op.ANDI);
    };
  }

  private static Instruction wordImmediate(int word) {
    return switch (funct3(word)) {
      case 0 -> immediate(word, Op.ADDIW);
      case 1 -> shift(word, funct7(word) == 0 ? Op.SLLIW : Op.ILLEGAL, 0x1f);
      case 5 -> shift(word, rightShift(funct7(word), 0x20, Op.SRLIW, Op.SRAIW), 0x1f);
      default -> Instruction.ILLEGAL;
    };
  }

  private static Op rightShift(int function, int arithmeticFunction, Op logical, Op arithmetic) {
    if (function == 0) {
      return logical;
    }
    return function == arithmeticFunction ? arithmetic : Op.ILLEGAL;
  }

  private static Op arithmetic(int word) {
    return switch (funct7(word) << 3 | funct3(word)) {
      case 0x000 -> Op.ADD;
      case 0x001 -> Op.SLL;
      case 0x002 -> Op.SLT;
      case 0x003 -> Op.SLTU;
      case 0x004 -> Op.XOR;
      case 0x005 -> Op.SRL;
      case 0x006 -> Op.OR;
      case 0x007 -> Op.AND;
      case 0x100 -> Op.SUB;
      case 0x105 -> Op.SRA;
      case 0x008 -> Op.MUL;
      case 0x009 -> Op.MULH;
      case 0x00a -> Op.MULHSU;
      case 0x00b -> Op.MULHU;
      case 0x00c -> Op.DIV;
      case 0x00d -> Op.DIVU;
      case 0x00e -> Op.REM;
      case 0x00f -> Op.REMU;
      default -> Op.ILLEGAL;
    };
  }

  private static Op wordArithmetic(int word) {
    return switch (funct7(word) << 3 | funct3(word)) {
      case 0x000 -> Op.ADDW;
      case 0x001 -> Op.SLLW;
      case 0x005 -> Op.SRLW;
      case 0x100 -> Op.SUBW;
      case 0x105 -> Op.SRAW;
      case 0x008 -> Op.MULW;
      case 0x00c -> Op.DIVW;
      case 0x00d -> Op.DIVUW;
      case 0x00e -> Op.REMW;
      case 0x00f -> Op.REMUW;
      default -> Op.ILLEGAL;
    };
  }

  private static Instruction system(int word) {
    return switch (word) {
      case WORD_OF_ECALL -> none(Op.ECALL);
      case WORD_OF_EBREAK -> none(Op.EBREAK);
      default -> Instruction.ILLEGAL;
    };
  }

  private static Instruction none(Op op) {
    return new Instruction(op, 0, 0, 0, 0);
  }

  private static Instruction register(int word, Op op) {
    return op == Op.ILLEGAL
        ? Instruction.ILLEGAL
        : new Instruction(op, rd(word), rs1(word), rs2(word), 0);
  }

  private static Instruction immediate(int word, Op op) {
    return op == Op.ILLEGAL
        ? Instruction.ILLEGAL
        : new Instruction(op, rd(word), rs1(word), 0, word >> 20);
  }

  private static Instruction shift(int word, Op op, int mask) {
    return op == Op.ILLEGAL
        ? Instruction.ILLEGAL
        : new Instruction(op, rd(word), rs1(word), 0, (word >>> 20) & mask);
  }

  private static int rd(int word) {
    return (word >>> 7) & 0x1f;
  }

  private static int rs1(int word) {
    return (word >>> 15) & 0x1f;
  }

  private static int rs2(int word) {
    return (word >>> 20) & 0x1f;
  }

  private static int funct3(int word) {
    return (word >>> 12) & 7;
  }

  private static int funct7(int word) {
    return word >>> 25;
  }

  /** imm[12|10:5] in bits 31:25, imm[4:1|11] in bits 11:7. */
  private static int branchImmediate(int word) {
    return (word >> 31 << 12)
        | ((word & 0x80) << 4)
        | ((word >>> 20) & 0x7e0)
        | ((word >>> 7) & 0x1e);
  }

  /** imm[20|10:1|11|19:12] in bits 31:12. */
  private static int jumpImmediate(int word) {
    return (word >> 31 << 20)
        | (word & 0xf_f000)
        | ((word >>> 9) & 0x800)
        | ((word >>> 20) & 0x7fe);
  }
}
