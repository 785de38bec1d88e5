package network.akashi.math;

/** The scalar reference kernels. */
final class ScalarMathProvider extends MathProvider {
  static final ScalarMathProvider INSTANCE = new ScalarMathProvider();

  private final FieldKernels field = new ScalarFieldKernels();

  private ScalarMathProvider() {}

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public FieldKernels field() {
    return field;
  }
}
