package network.akashi.bench;

/**
 * A figure of a whole benchmark beside its goal, which is for a machine of the Zen 4 class.
 *
 * @param must what is required
 * @param aim what is wished for
 */
public record GoalFigure(
    String name, String unit, double value, boolean moreIsBetter, double must, double aim) {
  /** Whether it falls short of what is required. */
  public boolean missed() {
    return moreIsBetter ? value < must : value > must;
  }
}
