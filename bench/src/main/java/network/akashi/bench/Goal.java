package network.akashi.bench;

/**
 * How fast a kernel has to be on a machine of the Zen 4 class.
 *
 * @param quantity what {@code must} and {@code aim} are stated in
 * @param threads how many threads take part, 1 or 2
 * @param must what is required
 * @param aim what is wished for: the speed of the best native code known
 */
public record Goal(Quantity quantity, int threads, double must, double aim) {
  /** Whether {@code value} is at least as good as {@link #must}. */
  public boolean isMetBy(double value) {
    return quantity.moreIsBetter() ? value >= must : value <= must;
  }
}
