package network.akashi.math;

class ScalarPermutationTest extends PermutationConformance {
  @Override
  MathProvider provider() {
    return MathProvider.scalar();
  }
}
