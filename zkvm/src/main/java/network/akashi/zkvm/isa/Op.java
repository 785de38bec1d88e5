package network.akashi.zkvm.isa;

import java.util.List;
import java.util.Locale;

/**
 * The operations of RV64IM. Everything else decodes to {@link #ILLEGAL}; {@code fence} is there and
 * does nothing, since a guest is alone with its memory.
 */
public enum Op {
  LUI(Format.UPPER, Family.JUMP_AND_UPPER),
  AUIPC(Format.UPPER, Family.JUMP_AND_UPPER),
  JAL(Format.JUMP, Family.JUMP_AND_UPPER),
  JALR(Format.IMMEDIATE, Family.JUMP_REGISTER),

  BEQ(Format.BRANCH, Family.BRANCH),
  BNE(Format.BRANCH, Family.BRANCH),
  BLT(Format.BRANCH, Family.BRANCH),
  BGE(Format.BRANCH, Family.BRANCH),
  BLTU(Format.BRANCH, Family.BRANCH),
  BGEU(Format.BRANCH, Family.BRANCH),

  LB(Format.IMMEDIATE, Family.LOAD_NARROW),
  LH(Format.IMMEDIATE, Family.LOAD_NARROW),
  LW(Format.IMMEDIATE, Family.LOAD_NARROW),
  LD(Format.IMMEDIATE, Family.LOAD_DOUBLE),
  LBU(Format.IMMEDIATE, Family.LOAD_NARROW),
  LHU(Format.IMMEDIATE, Family.LOAD_NARROW),
  LWU(Format.IMMEDIATE, Family.LOAD_NARROW),

  SB(Format.STORE, Family.STORE_NARROW),
  SH(Format.STORE, Family.STORE_NARROW),
  SW(Format.STORE, Family.STORE_NARROW),
  SD(Format.STORE, Family.STORE_DOUBLE),

  ADDI(Format.IMMEDIATE, Family.ADD_IMMEDIATE),
  SLTI(Format.IMMEDIATE, Family.COMPARE),
  SLTIU(Format.IMMEDIATE, Family.COMPARE),
  XORI(Format.IMMEDIATE, Family.LOGIC),
  ORI(Format.IMMEDIATE, Family.LOGIC),
  ANDI(Format.IMMEDIATE, Family.LOGIC),
  SLLI(Format.IMMEDIATE, Family.SHIFT),
  SRLI(Format.IMMEDIATE, Family.SHIFT),
  SRAI(Format.IMMEDIATE, Family.SHIFT),

  ADD(Format.REGISTER, Family.ADD),
  SUB(Format.REGISTER, Family.ADD),
  SLL(Format.REGISTER, Family.SHIFT),
  SLT(Format.REGISTER, Family.COMPARE),
  SLTU(Format.REGISTER, Family.COMPARE),
  XOR(Format.REGISTER, Family.LOGIC),
  SRL(Format.REGISTER, Family.SHIFT),
  SRA(Format.REGISTER, Family.SHIFT),
  OR(Format.REGISTER, Family.LOGIC),
  AND(Format.REGISTER, Family.LOGIC),

  ADDIW(Format.IMMEDIATE, Family.ADD_IMMEDIATE),
  SLLIW(Format.IMMEDIATE, Family.SHIFT),
  SRLIW(Format.IMMEDIATE, Family.SHIFT),
  SRAIW(Format.IMMEDIATE, Family.SHIFT),
  ADDW(Format.REGISTER, Family.ADD),
  SUBW(Format.REGISTER, Family.ADD),
  SLLW(Format.REGISTER, Family.SHIFT),
  SRLW(Format.REGISTER, Family.SHIFT),
  SRAW(Format.REGISTER, Family.SHIFT),

  MUL(Format.REGISTER, Family.MULTIPLY),
  MULH(Format.REGISTER, Family.MULTIPLY_HIGH),
  MULHSU(Format.REGISTER, Family.MULTIPLY_HIGH),
  MULHU(Format.REGISTER, Family.MULTIPLY_HIGH),
  DIV(Format.REGISTER, Family.DIVIDE),
  DIVU(Format.REGISTER, Family.DIVIDE),
  REM(Format.REGISTER, Family.DIVIDE),
  REMU(Format.REGISTER, Family.DIVIDE),
  MULW(Format.REGISTER, Family.MULTIPLY),
  DIVW(Format.REGISTER, Family.DIVIDE),
  DIVUW(Format.REGISTER, Family.DIVIDE),
  REMW(Format.REGISTER, Family.DIVIDE),
  REMUW(Format.REGISTER, Family.DIVIDE),

  FENCE(Format.NONE, Family.ADD_IMMEDIATE),
  ECALL(Format.NONE, Family.ENVIRONMENT_CALL),
  EBREAK(Format.NONE, Family.NONE),
  /** A word that is no instruction of RV64IM. */
  ILLEGAL(Format.NONE, Family.NONE);

  private static final List<Op> ALL = List.of(values());

  private final Format format;
  private final Family family;

  Op(Format format, Family family) {
    this.format = format;
    this.family = family;
  }

  public Format format() {
    return format;
  }

  public Family family() {
    return family;
  }

  /** Place in {@link #all()}: what tables by operation are indexed by. */
  @SuppressWarnings("EnumOrdinal") // an index into tables of this run, never stored
  public int index() {
    return ordinal();
  }

  /** Every operation, {@link #ILLEGAL} included. */
  public static List<Op> all() {
    return ALL;
  }

  /** The operation's name as assemblers write it. */
  public String mnemonic() {
    return name().toLowerCase(Locale.ROOT);
  }
}
