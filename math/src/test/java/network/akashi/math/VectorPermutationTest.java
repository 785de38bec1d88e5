package network.akashi.math;

class VectorPermutationTest extends PermutationConformance {
  @Override
  MathProvider provider() {
    return Providers.vectorOrSkip();
  }
}
