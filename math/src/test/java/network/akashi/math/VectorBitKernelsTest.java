package network.akashi.math;

class VectorBitKernelsTest extends BitKernelsConformance {
  @Override
  MathProvider provider() {
    return Providers.vectorOrSkip();
  }
}
