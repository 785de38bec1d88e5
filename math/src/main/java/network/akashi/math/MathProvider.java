package network.akashi.math;

import java.lang.System.Logger.Level;
import java.util.List;

/**
 * The kernels of this JVM: one readable scalar set, always there, and one set on vectors where the
 * JVM runs them at full speed.
 *
 * <p>{@link #get} chooses once per JVM and logs one line that says what was chosen and why. {@code
 * -Dakashi.vector=off} forces the scalar set; {@code -Dakashi.vector.bits} = 128, 256 or 512 forces
 * the width of the vectors. Both sets give the same results bit for bit and pass the same tests.
 *
 * <p>Kernels work on one thread and hold no state, so one provider serves all threads; {@link
 * Parallel} spreads work over cores.
 */
public abstract sealed class MathProvider permits ScalarMathProvider, VectorMathProvider {
  MathProvider() {}

  /** The kernels to use in this JVM. */
  public static MathProvider get() {
    return Chosen.PROVIDER;
  }

  /** The scalar reference, whatever this JVM can do. */
  public static MathProvider scalar() {
    return ScalarMathProvider.INSTANCE;
  }

  /** Every set of kernels that runs at full speed in this JVM, the scalar reference first. */
  public static List<MathProvider> available() {
    return get() == scalar() ? List.of(scalar()) : List.of(scalar(), get());
  }

  /** What these kernels are, for logs and benchmark reports: {@code scalar}, {@code vector-512}. */
  public abstract String name();

  /** Whole arrays of base-field elements. */
  public abstract FieldKernels field();

  /** Whole arrays of extension elements. */
  public abstract ExtKernels ext();

  /** Packed bits as base-field elements. */
  public abstract BitKernels bits();

  /** The Poseidon2 permutation of width 16. */
  public abstract Permutation poseidon2Width16();

  /** The Poseidon2 permutation of width 24. */
  public abstract Permutation poseidon2Width24();

  /** Keccak-f[1600]. */
  public abstract KeccakPermutation keccak();

  /** The inner loops of {@link Ntt}. */
  abstract NttKernels ntt();

  /** The choice, made when first asked for. */
  private static final class Chosen {
    static final MathProvider PROVIDER = choose(VectorSupport.current());

    private static MathProvider choose(VectorSupport support) {
      System.Logger log = System.getLogger(MathProvider.class.getName());
      if (!support.usable()) {
        log.log(
            support.mistaken() ? Level.WARNING : Level.INFO,
            "math kernels: scalar ({0})",
            support.reason());
        return ScalarMathProvider.INSTANCE;
      }
      JitDirectives.apply();
      MathProvider vector = new VectorMathProvider();
      log.log(Level.INFO, "math kernels: {0} ({1})", vector.name(), support.reason());
      return vector;
    }
  }
}
