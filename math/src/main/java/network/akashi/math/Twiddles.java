package network.akashi.math;

/**
 * The factors of the butterflies of one tile, as a binary heap.
 *
 * <p>A tile of {@code 2^k} rows is the top of a tree of polynomial reductions. Its root stands for
 * {@code X^m − σ^m}, where {@code σ} is the shift of the tile's domain and {@code m} the size of
 * that domain, and each node splits into {@code X^(m/2) ∓ z}. So node {@code 2^l + j} (level {@code
 * l}, block {@code j}) has the twiddle
 *
 * <pre>  z = σ^(m/2^(l+1)) · e(rev(j)),   rev(j) = j's bits mirrored at the binary point, in [0, 1)
 * </pre>
 *
 * where {@code e(x)} is the root of unity at {@code x} half turns. Since {@code rev} does not
 * depend on the level, one table of {@code e(rev(j))} serves all levels of all transforms, and a
 * shift costs one product per level and nothing in the butterflies. The tables have as many entries
 * as half a tile has rows, not half a transform.
 */
final class Twiddles {
  /** The largest tile, in rows. */
  static final int MAX_LOG_ROWS = 12;

  private final FieldKernels field;
  private final int[] roots = new int[1 << (MAX_LOG_ROWS - 1)];
  private final int[] inverseRoots = new int[1 << (MAX_LOG_ROWS - 1)];

  Twiddles(FieldKernels field) {
    this.field = field;
    fillRoots(roots, false);
    fillRoots(inverseRoots, true);
  }

  /** {@code e(rev(j + 2^k)) = e(rev(j))·e(2^−(k+1))}, and that last is of order {@code 2^(k+2)}. */
  private static void fillRoots(int[] table, boolean inverse) {
    table[0] = KoalaBear.ONE;
    for (int k = 0; 1 << k < table.length; k++) {
      int root = KoalaBear.rootOfUnity(k + 2);
      int step = inverse ? KoalaBear.inverse(root) : root;
      for (int j = 0; j < 1 << k; j++) {
        table[(1 << k) + j] = KoalaBear.mul(table[j], step);
      }
    }
  }

  /** Fills {@code heap} for the top {@code levels} levels of a transform over {@code domain}. */
  void forward(EvaluationDomain domain, int levels, int[] heap) {
    fill(roots, domain.shift(), domain.logSize(), levels, heap);
  }

  /** The inverses of {@link #forward}. */
  void inverse(EvaluationDomain domain, int levels, int[] heap) {
    fill(inverseRoots, KoalaBear.inverse(domain.shift()), domain.logSize(), levels, heap);
  }

  private void fill(int[] table, int shift, int logSize, int levels, int[] heap) {
    int factor = shift;
    for (int level = logSize - 1; level >= 0; level--) {
      if (level < levels) {
        field.scale(table, 0, factor, heap, 1 << level, 1 << level);
      }
      factor = KoalaBear.square(factor);
    }
  }
}
