package network.akashi.math;

class ScalarNttTest extends NttConformance {
  @Override
  MathProvider provider() {
    return MathProvider.scalar();
  }
}
