package network.akashi.zkvm.exec;

import network.akashi.zkvm.isa.Family;

/**
 * What a run costs to prove, in cells: committed field elements. A run's cells are a sum over what
 * it did, so they tell before proving how long proving takes.
 *
 * <p>This is the only place with these numbers. Each is the width in columns of the chip that
 * proves a family, with the share of the tables it looks up; a call adds the rows of its
 * accelerator to its own row. They are estimates until the chips exist, and {@link #VERSION}
 * changes whenever one of them does: cells of different versions cannot be compared (proving-cost
 * standard of eth-act/zkvm-standards).
 */
public final class CostModel {
  /** The version of the numbers below. */
  public static final int VERSION = 1;

  /** What a second memory word costs, which an access that crosses words touches. */
  public static final long MISALIGNED = 30;

  private CostModel() {}

  /** Cells of one instruction of {@code family}. */
  public static long cells(Family family) {
    return switch (family) {
      case ADD -> 26;
      case ADD_IMMEDIATE -> 22;
      case LOGIC -> 38;
      case SHIFT -> 50;
      case COMPARE -> 36;
      case BRANCH -> 34;
      case JUMP_AND_UPPER -> 19;
      case JUMP_REGISTER -> 26;
      case LOAD_DOUBLE -> 28;
      case LOAD_NARROW -> 40;
      case STORE_DOUBLE -> 28;
      case STORE_NARROW -> 42;
      case MULTIPLY -> 54;
      case MULTIPLY_HIGH -> 70;
      case DIVIDE -> 110;
      case ENVIRONMENT_CALL -> 45;
      case NONE -> 0;
    };
  }

  /** Cells that an accelerator adds to the row of the instruction that asks for it. */
  public static long cells(EnvironmentCall call) {
    return switch (call) {
      case HALT, WRITE -> 0;
      case KECCAK_F -> 24 * 2_650;
      case MULMOD256 -> 420;
      case SHA256_COMPRESS -> 64 * 190;
      case POSEIDON2 -> 300;
    };
  }

  /** Cells of a whole run. */
  public static long cells(Counts counts, long misaligned) {
    long cells = MISALIGNED * misaligned;
    for (Family family : Family.values()) {
      cells += counts.of(family) * cells(family);
    }
    for (EnvironmentCall call : EnvironmentCall.values()) {
      cells += counts.of(call) * cells(call);
    }
    return cells;
  }
}
