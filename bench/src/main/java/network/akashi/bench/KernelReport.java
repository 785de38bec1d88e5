package network.akashi.bench;

import java.util.List;

/**
 * The whole table and the machine it was measured on.
 *
 * @param provider the fast set of kernels, {@code vector-512} or {@code scalar}
 * @param shareOfCore part of a core's time that the measuring thread had, 0 to 1; where it is well
 *     below 1, other processes took the rest, and all threads were often interrupted
 */
public record KernelReport(
    Machine machine, String provider, double shareOfCore, List<KernelRow> rows) {

  /** Whether other processes left the machine to this one. */
  public boolean quiet() {
    return shareOfCore > 0.95;
  }
}
