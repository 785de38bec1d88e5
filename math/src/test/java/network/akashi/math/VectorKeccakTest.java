package network.akashi.math;

class VectorKeccakTest extends KeccakConformance {
  @Override
  MathProvider provider() {
    return Providers.vectorOrSkip();
  }
}
