package network.akashi.math;

/** The kernels on vectors of {@link VectorConstants}' width. */
final class VectorMathProvider extends MathProvider {
  private final FieldKernels field = new VectorFieldKernels();

  @Override
  public String name() {
    return "vector-" + VectorConstants.INTS.vectorBitSize();
  }

  @Override
  public FieldKernels field() {
    return field;
  }
}
