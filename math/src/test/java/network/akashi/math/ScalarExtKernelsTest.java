package network.akashi.math;

class ScalarExtKernelsTest extends ExtKernelsConformance {
  @Override
  MathProvider provider() {
    return MathProvider.scalar();
  }
}
