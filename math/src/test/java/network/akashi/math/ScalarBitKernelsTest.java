package network.akashi.math;

class ScalarBitKernelsTest extends BitKernelsConformance {
  @Override
  MathProvider provider() {
    return MathProvider.scalar();
  }
}
