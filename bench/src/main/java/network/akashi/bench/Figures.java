package network.akashi.bench;

import java.util.OptionalDouble;

/**
 * What one set of kernels needs: medians of CPU times.
 *
 * @param oneThread nanoseconds per item on one thread
 * @param twoThreads nanoseconds per item of two threads together, by the one that took longer;
 *     absent on a machine with one core
 * @param warmUpSeconds CPU time from the first call until calls took at most a quarter longer than
 *     in the end
 */
public record Figures(double oneThread, OptionalDouble twoThreads, double warmUpSeconds) {
  /** The figure for that many threads, 1 or 2. */
  public OptionalDouble of(int threads) {
    return threads == 1 ? OptionalDouble.of(oneThread) : twoThreads;
  }
}
