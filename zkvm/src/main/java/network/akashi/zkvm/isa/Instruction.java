package network.akashi.zkvm.isa;

/**
 * A decoded instruction.
 *
 * @param rd destination register, 0 to 31; 0 where the format has none
 * @param rs1 first source register, 0 to 31; 0 where the format has none
 * @param rs2 second source register, 0 to 31; 0 where the format has none
 * @param immediate sign-extended; the shift amount for immediate shifts; already shifted left by 12
 *     for {@code lui} and {@code auipc}; 0 where the format has none
 */
public record Instruction(Op op, int rd, int rs1, int rs2, int immediate) {
  static final Instruction ILLEGAL = new Instruction(Op.ILLEGAL, 0, 0, 0, 0);

  /** In assembler notation, with registers as {@code x0} to {@code x31}. */
  @Override
  public String toString() {
    String name = op.mnemonic();
    return switch (op.format()) {
      case REGISTER -> "%s x%d, x%d, x%d".formatted(name, rd, rs1, rs2);
      case IMMEDIATE ->
          isLoad() || op == Op.JALR
              ? "%s x%d, %d(x%d)".formatted(name, rd, immediate, rs1)
              : "%s x%d, x%d, %d".formatted(name, rd, rs1, immediate);
      case STORE -> "%s x%d, %d(x%d)".formatted(name, rs2, immediate, rs1);
      case BRANCH -> "%s x%d, x%d, .%+d".formatted(name, rs1, rs2, immediate);
      case UPPER -> "%s x%d, 0x%x".formatted(name, rd, immediate >>> 12);
      case JUMP -> "%s x%d, .%+d".formatted(name, rd, immediate);
      case NONE -> name;
    };
  }

  private boolean isLoad() {
    return op.family() == Family.LOAD_DOUBLE || op.family() == Family.LOAD_NARROW;
  }
}
