package network.akashi.math;

/**
 * One compression on the way from opened leaves to the cap.
 *
 * <p>An operand that is not negative is the number of a node among those known on its level,
 * counted from the left; a negative operand {@code ~k} is sibling {@code k} of the opening. At most
 * one of the two is a sibling.
 *
 * @param left the left operand
 * @param right the right operand
 */
public record MerkleStep(int left, int right) {
  /** Whether {@code operand} is a sibling from the opening, and not a node computed before. */
  public static boolean isSibling(int operand) {
    return operand < 0;
  }

  /** The number of the sibling that {@code operand} stands for. */
  public static int siblingNumber(int operand) {
    return ~operand;
  }
}
