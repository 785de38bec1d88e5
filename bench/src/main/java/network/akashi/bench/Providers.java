package network.akashi.bench;

import network.akashi.math.MathProvider;

/** The two sets of kernels by the names that benchmarks have for them. */
final class Providers {
  private Providers() {}

  static MathProvider of(String name) {
    return switch (name) {
      case "fast" -> MathProvider.get();
      case "scalar" -> MathProvider.scalar();
      default -> throw new IllegalArgumentException("provider: fast or scalar, is " + name);
    };
  }
}
