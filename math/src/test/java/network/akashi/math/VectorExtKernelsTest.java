package network.akashi.math;

class VectorExtKernelsTest extends ExtKernelsConformance {
  @Override
  MathProvider provider() {
    return Providers.vectorOrSkip();
  }
}
