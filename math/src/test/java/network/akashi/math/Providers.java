package network.akashi.math;

import org.junit.jupiter.api.Assumptions;

/** The sets of kernels that a conformance suite is run over. */
final class Providers {
  private Providers() {}

  /** The vector kernels; where this JVM has none the test is skipped and says why. */
  static MathProvider vectorOrSkip() {
    VectorSupport support = VectorSupport.current();
    Assumptions.assumeTrue(support.usable(), () -> "no vector kernels: " + support.reason());
    return MathProvider.get();
  }
}
