package network.akashi.math;

/**
 * The points a transform evaluates at: the coset {@code shift·H} of the subgroup {@code H} of order
 * {@code 2^logSize}, in bit-reversed order.
 *
 * <p><b>Which row is which point.</b> With {@code ω} the root of unity of order {@code 2^logSize}
 * ({@link KoalaBear#rootOfUnity}), row {@code i} belongs to the point
 *
 * <pre>  point(i) = shift · ω^rev(i),   rev(i) = i with its logSize bits reversed.</pre>
 *
 * <p>In this order the aligned block of {@code 2^k} rows around a row is the fibre of {@code x ↦
 * x^(2^k)}: rows {@code 2i} and {@code 2i + 1} are {@code x} and {@code −x}; the next pair's square
 * is the negative of theirs; and so on. A block is itself a domain, see {@link #block}.
 *
 * @param logSize {@code 0 ≤ logSize ≤ 24}
 * @param shift a canonical non-zero element, in Montgomery form
 */
public record EvaluationDomain(int logSize, int shift) {
  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException naming the one that is out of range
   */
  public EvaluationDomain {
    if (logSize < 0 || logSize > KoalaBear.TWO_ADICITY) {
      throw new IllegalArgumentException(
          "logSize: the field has subgroups of 2^0 to 2^%d points, asked for 2^%d"
              .formatted(KoalaBear.TWO_ADICITY, logSize));
    }
    Checks.canonical("shift", shift);
    if (shift == 0) {
      throw new IllegalArgumentException("shift: zero shifts the subgroup onto no coset");
    }
  }

  /** The subgroup of order {@code 2^logSize}. */
  public static EvaluationDomain subgroup(int logSize) {
    return new EvaluationDomain(logSize, KoalaBear.ONE);
  }

  /** Number of points. */
  public int size() {
    return 1 << logSize;
  }

  /**
   * The point of row {@code row}.
   *
   * @throws IllegalArgumentException unless {@code 0 ≤ row < size()}
   */
  public int point(int row) {
    int exponent = BitReversal.of(row, logSize);
    return KoalaBear.mul(shift, KoalaBear.pow(KoalaBear.rootOfUnity(logSize), exponent));
  }

  /**
   * The domain of the {@code index}-th of {@code 2^levels} equal blocks of rows, itself in
   * bit-reversed order: {@code block(levels, index).point(i) = point(index·2^(logSize − levels) +
   * i)}.
   *
   * @throws IllegalArgumentException unless {@code 0 ≤ levels ≤ logSize} and {@code 0 ≤ index <
   *     2^levels}
   */
  public EvaluationDomain block(int levels, int index) {
    if (levels < 0 || levels > logSize) {
      throw new IllegalArgumentException(
          "levels: a domain of 2^%d points has blocks of 0 to %d levels, asked for %d"
              .formatted(logSize, logSize, levels));
    }
    int exponent = BitReversal.of(index, levels);
    int offset = KoalaBear.pow(KoalaBear.rootOfUnity(logSize), exponent);
    return new EvaluationDomain(logSize - levels, KoalaBear.mul(shift, offset));
  }
}
