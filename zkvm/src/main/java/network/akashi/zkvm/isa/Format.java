package network.akashi.zkvm.isa;

/** Which operands an operation has (The RISC-V Instruction Set Manual I, 2.2 and 2.3). */
public enum Format {
  /** rd, rs1, rs2. */
  REGISTER,
  /** rd, rs1, immediate; loads and {@code jalr} too. */
  IMMEDIATE,
  /** rs1, rs2, immediate. */
  STORE,
  /** rs1, rs2, pc-relative immediate. */
  BRANCH,
  /** rd, immediate. */
  UPPER,
  /** rd, pc-relative immediate. */
  JUMP,
  /** No operands. */
  NONE
}
