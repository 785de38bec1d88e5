package network.akashi.math;

class ScalarFieldKernelsTest extends FieldKernelsConformance {
  @Override
  MathProvider provider() {
    return MathProvider.scalar();
  }
}
