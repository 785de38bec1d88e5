package network.akashi.zkvm.chip;

/**
 * When in an instruction an access happens. Two accesses to one word must not share a slot;
 * accesses to different words may.
 */
final class Slots {
  static final int FIRST_SOURCE = 0;
  static final int SECOND_SOURCE = 1;

  /** Registers that an environment call reads beyond a7 and a0. */
  static final int ARGUMENTS = 2;

  /** The first memory access. */
  static final int MEMORY = 2;

  /** The last slot for memory accesses. */
  static final int LAST_MEMORY = 6;

  static final int DESTINATION = 7;

  /** Times per instruction. */
  static final int COUNT = 8;

  private Slots() {}
}
