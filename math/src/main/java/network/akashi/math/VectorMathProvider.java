package network.akashi.math;

/** The kernels on vectors of {@link VectorConstants}' width. */
final class VectorMathProvider extends MathProvider {
  private final VectorFieldKernels field = new VectorFieldKernels();
  private final ExtKernels ext = new VectorExtKernels(field);
  private final Permutation poseidon2Width16 = new VectorPoseidon2Width16();
  private final Permutation poseidon2Width24 = new VectorPoseidon2Width24();
  private final KeccakPermutation keccak = new VectorKeccak();
  private final BitKernels bits = new VectorBitKernels();
  private final NttKernels ntt = new VectorNttKernels();

  @Override
  public String name() {
    return "vector-" + VectorConstants.INTS.vectorBitSize();
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
    return poseidon2Width16;
  }

  @Override
  public Permutation poseidon2Width24() {
    return poseidon2Width24;
  }

  @Override
  public KeccakPermutation keccak() {
    return keccak;
  }

  @Override
  NttKernels ntt() {
    return ntt;
  }
}
