package network.akashi.math;

class VectorFieldKernelsTest extends FieldKernelsConformance {
  @Override
  MathProvider provider() {
    return Providers.vectorOrSkip();
  }
}
