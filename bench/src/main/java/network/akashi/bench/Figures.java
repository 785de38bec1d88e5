package network.akashi.bench;

import java.util.OptionalDouble;

/**
 * What one set of kernels needs.
 *
 * @param oneThread nanoseconds per item on one thread: the median of CPU times
 * @param twoThreads nanoseconds per item of two threads together: of the slower one's CPU times,
 *     or, for a job that divides itself among threads, of elapsed times, the median; absent on a
 *     machine with one core
 * @param warmUpSeconds CPU time from the first call until a call took at most a quarter longer than
 *     {@code oneThread} says, for good
 */
public record Figures(double oneThread, OptionalDouble twoThreads, double warmUpSeconds) {
  /** The figure for that many threads, 1 or 2. */
  public OptionalDouble of(int threads) {
    return threads == 1 ? OptionalDouble.of(oneThread) : twoThreads;
  }
}
