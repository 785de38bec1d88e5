package network.akashi.math;

/** The scalar reference kernels. */
final class ScalarMathProvider extends MathProvider {
  static final ScalarMathProvider INSTANCE = new ScalarMathProvider();

  private final FieldKernels field = new ScalarFieldKernels();
  private final ExtKernels ext = new ScalarExtKernels();
  private final BitKernels bits = new ScalarBitKernels();
  private final NttKernels ntt = new ScalarNttKernels();

  private ScalarMathProvider() {}

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public FieldKernels field() {
    return field;
  }

  @Override
  public ExtKernels ext() {
    return ext;
  }

  @Override
  public BitKernels bits() {
    return bits;
  }

  @Override
  public Permutation poseidon2Width16() {
    return Poseidon2.WIDTH_16;
  }

  @Override
  public Permutation poseidon2Width24() {
    return Poseidon2.WIDTH_24;
  }

  @Override
  public KeccakPermutation keccak() {
    return Keccak.INSTANCE;
  }

  @Override
  NttKernels ntt() {
    return ntt;
  }
}
