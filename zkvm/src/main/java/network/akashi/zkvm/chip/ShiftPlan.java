package network.akashi.zkvm.chip;

/**
 * How a word is shifted: multiplied by a power of two to give five limbs, of which four are taken.
 *
 * <p>A shift to the left by s is a multiplication by {@code 2^s}, of which the lowest four limbs
 * are kept; one to the right is a multiplication by {@code 2^(64 − s)}, of which the four above
 * those are kept. The power is {@code 2^(16q + m)} with m below 16, and whole limbs only move. To
 * multiply by {@code 2^m} without products that outgrow the field, one multiplies by it for m below
 * 8, and else divides by {@code 2^(16 − m)} what moved up by a limb.
 *
 * @param up {@code 2^m} for m below 8, else 0
 * @param down {@code 2^(16 − m)} for m from 8 on, else 1
 * @param isDown 1 for m from 8 on, else 0
 * @param place how many limbs the five move up, from −4 on, and 5: from 1 to {@link #PLACES}
 */
record ShiftPlan(int up, int down, int isDown, int place) {
  static final int PLACES = 8;

  /** The place of words that do not move. */
  static final int AT_REST = 5;

  private static final int LIMB_BITS = 16;
  private static final int HALF = 8;

  /**
   * @param isLeft whether to the left, else to the right
   * @param amount by how many bits, from 0 to 63
   */
  static ShiftPlan of(boolean isLeft, int amount) {
    int power = isLeft ? amount : 64 - amount;
    int bits = power % LIMB_BITS;
    int place = power / LIMB_BITS + (isLeft ? AT_REST : AT_REST - InstructionRow.LIMBS);
    return bits < HALF
        ? new ShiftPlan(1 << bits, 1, 0, place)
        : new ShiftPlan(0, 1 << (LIMB_BITS - bits), 1, place);
  }
}
