package network.akashi.math;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one vector width of this JVM, as constants that the compiler folds.
 *
 * <p>Rules for kernels, each learnt from a kernel that ran 10 to 600 times too slow without a word:
 *
 * <ul>
 *   <li>Classes that hold kernels are named {@code Vector…}, and the methods with their loops
 *       {@code …Raw}: {@link JitDirectives} finds them so and keeps them from being inlined into
 *       callers.
 *   <li>Take species from here and nowhere else. A species that is a parameter, or two species in
 *       one method, and C2 no longer sees a constant and boxes each vector.
 *   <li>Vectors live in local variables of one method: kernel methods take arrays and offsets.
 *       Small private static helpers over vectors are fine as long as the whole compiled method,
 *       helpers included, stays under about 70 vector operations (C2 stops inlining after 18 000
 *       nodes).
 *   <li>Beyond that write flat code: calls of the Vector API itself are always inlined.
 *   <li>Adds, unsigned minimum and logic cost half of a product, shift, rotate or compare.
 *   <li>Of {@code lane(i)} only constant {@code i}, of {@code reduceLanes} only {@code ADD}, {@code
 *       OR} and the like: what has no machine instruction boxes the vector and all that led to it.
 *   <li>A kernel is not finished until the speed test compares it with its scalar reference.
 * </ul>
 *
 * <p>Only vector kernels, reached through {@link MathProvider}, may touch this class: its
 * initialisation is the first to need the Vector API.
 */
final class VectorConstants {
  static final VectorSpecies<Integer> INTS;
  static final VectorSpecies<Long> LONGS;

  static {
    VectorSupport support = VectorSupport.current();
    switch (support.bits()) {
      case 128 -> {
        INTS = IntVector.SPECIES_128;
        LONGS = LongVector.SPECIES_128;
      }
      case 256 -> {
        INTS = IntVector.SPECIES_256;
        LONGS = LongVector.SPECIES_256;
      }
      case 512 -> {
        INTS = IntVector.SPECIES_512;
        LONGS = LongVector.SPECIES_512;
      }
      default -> throw new IllegalStateException("no vector kernels here: " + support.reason());
    }
  }

  /** Lanes of 32 bits: base-field elements per vector. */
  static final int INT_LANES = INTS.length();

  /** Lanes of 64 bits: products per vector. */
  static final int LONG_LANES = LONGS.length();

  private VectorConstants() {}
}
