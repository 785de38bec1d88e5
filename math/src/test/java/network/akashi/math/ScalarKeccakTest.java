package network.akashi.math;

class ScalarKeccakTest extends KeccakConformance {
  @Override
  MathProvider provider() {
    return MathProvider.scalar();
  }
}
