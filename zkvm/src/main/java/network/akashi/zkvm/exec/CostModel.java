package network.akashi.zkvm.exec;

import network.akashi.zkvm.isa.Family;

/**
 * What a run costs to prove, in cells: committed field elements. A run's cells are a sum over what
 * it did, so they tell before proving how long proving takes, and a proof states them.
 *
 * <p>This is the only place with these numbers. Each is the width in columns of the widest chip
 * that proves a family; a call adds the cells of its accelerator to its own row. Tables that are
 * there anyway, words of memory and padding are not counted. {@link #VERSION} changes whenever a
 * number does: cells of different versions cannot be compared (proving-cost standard of
 * eth-act/zkvm-standards).
 */
public final class CostModel {
  /** The version of the numbers below. */
  public static final int VERSION = 3;

  /** What a load or store costs more if it is not aligned to its size. */
  public static final long MISALIGNED = 16;

  /**
   * What the rounds of a Keccak-f cost beside its chip's columns. No cells: they are proven without
   * any, in the time that so many take (ADR 19).
   */
  public static final long KECCAK_ROUNDS = 14_000;

  private CostModel() {}

  /** Cells of one instruction of {@code family}. */
  public static long cells(Family family) {
    return switch (family) {
      case ADD -> 27;
      case ADD_IMMEDIATE -> 23;
      case LOGIC -> 39;
      case SHIFT -> 43;
      case COMPARE -> 31;
      case BRANCH -> 26;
      case JUMP_AND_UPPER -> 16;
      case JUMP_REGISTER -> 22;
      case LOAD_DOUBLE -> 25;
      case LOAD_NARROW -> 37;
      case STORE_DOUBLE -> 24;
      case STORE_NARROW -> 35;
      case MULTIPLY -> 35;
      case MULTIPLY_HIGH -> 41;
      case DIVIDE -> 56;
      case ENVIRONMENT_CALL -> 21;
      case NONE -> 0;
    };
  }

  /** Cells that an accelerator adds to the row of the instruction that asks for it. */
  public static long cells(EnvironmentCall call) {
    return switch (call) {
      case HALT, WRITE -> 0;
      case KECCAK_F -> 1_729 + KECCAK_ROUNDS;
      case MULMOD256 -> 370;
      case SHA256_COMPRESS -> 17 * 541;
      case POSEIDON2 -> 256;
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
