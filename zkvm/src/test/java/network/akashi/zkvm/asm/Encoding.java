package network.akashi.zkvm.asm;

import network.akashi.zkvm.isa.Op;

/** The encodings of RV64IM, from the instruction set listings of the manual (chapter 34). */
public final class Encoding {
  private Encoding() {}

  public static int register(Op op, int rd, int rs1, int rs2) {
    int functions =
        switch (op) {
          case ADD -> 0x33;
          case SUB -> 0x4000_0033;
          case SLL -> 0x1033;
          case SLT -> 0x2033;
          case SLTU -> 0x3033;
          case XOR -> 0x4033;
          case SRL -> 0x5033;
          case SRA -> 0x4000_5033;
          case OR -> 0x6033;
          case AND -> 0x7033;
          case ADDW -> 0x3b;
          case SUBW -> 0x4000_003b;
          case SLLW -> 0x103b;
          case SRLW -> 0x503b;
          case SRAW -> 0x4000_503b;
          case MUL -> 0x0200_0033;
          case MULH -> 0x0200_1033;
          case MULHSU -> 0x0200_2033;
          case MULHU -> 0x0200_3033;
          case DIV -> 0x0200_4033;
          case DIVU -> 0x0200_5033;
          case REM -> 0x0200_6033;
          case REMU -> 0x0200_7033;
          case MULW -> 0x0200_003b;
          case DIVW -> 0x0200_403b;
          case DIVUW -> 0x0200_503b;
          case REMW -> 0x0200_603b;
          case REMUW -> 0x0200_703b;
          default -> throw new IllegalArgumentException(op + " is no register operation");
        };
    return functions | rd << 7 | rs1 << 15 | rs2 << 20;
  }

  public static int immediate(Op op, int rd, int rs1, int immediate) {
    int functions =
        switch (op) {
          case JALR -> 0x67;
          case LB -> 0x03;
          case LH -> 0x1003;
          case LW -> 0x2003;
          case LD -> 0x3003;
          case LBU -> 0x4003;
          case LHU -> 0x5003;
          case LWU -> 0x6003;
          case ADDI -> 0x13;
          case SLTI -> 0x2013;
          case SLTIU -> 0x3013;
          case XORI -> 0x4013;
          case ORI -> 0x6013;
          case ANDI -> 0x7013;
          case SLLI -> 0x1013;
          case SRLI -> 0x5013;
          case SRAI -> 0x4000_5013;
          case ADDIW -> 0x1b;
          case SLLIW -> 0x101b;
          case SRLIW -> 0x501b;
          case SRAIW -> 0x4000_501b;
          default -> throw new IllegalArgumentException(op + " takes no immediate");
        };
    return functions | rd << 7 | rs1 << 15 | immediate << 20;
  }

  public static int store(Op op, int base, int value, int offset) {
    int functions =
        switch (op) {
          case SB -> 0x23;
          case SH -> 0x1023;
          case SW -> 0x2023;
          case SD -> 0x3023;
          default -> throw new IllegalArgumentException(op + " is no store");
        };
    return functions | (offset & 0x1f) << 7 | base << 15 | value << 20 | (offset & 0xfe0) << 20;
  }

  public static int branch(Op op, int rs1, int rs2, int offset) {
    int functions =
        switch (op) {
          case BEQ -> 0x63;
          case BNE -> 0x1063;
          case BLT -> 0x4063;
          case BGE -> 0x5063;
          case BLTU -> 0x6063;
          case BGEU -> 0x7063;
          default -> throw new IllegalArgumentException(op + " is no branch");
        };
    return functions
        | bits(offset, 11, 1) << 7
        | bits(offset, 1, 4) << 8
        | rs1 << 15
        | rs2 << 20
        | bits(offset, 5, 6) << 25
        | bits(offset, 12, 1) << 31;
  }

  public static int jump(int rd, int offset) {
    return 0x6f
        | rd << 7
        | bits(offset, 12, 8) << 12
        | bits(offset, 11, 1) << 20
        | bits(offset, 1, 10) << 21
        | bits(offset, 20, 1) << 31;
  }

  public static int upper(Op op, int rd, int immediate20) {
    return (op == Op.LUI ? 0x37 : 0x17) | rd << 7 | immediate20 << 12;
  }

  private static int bits(int value, int from, int count) {
    return (value >>> from) & ((1 << count) - 1);
  }
}
