package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.BaseOps;
import network.akashi.stark.air.FieldOps;

/**
 * Sixteen adjacent rows as the values of one polynomial at 0, 1, …, 15 (Gruen, eprint 2024/108,
 * section 5, "univariate skip").
 *
 * <p>A column of {@code 2^h} rows is read as a polynomial of degree 15 in {@code T} and multilinear
 * in {@code h − 4} further variables: row {@code 16·g + d} is its value at {@code T = d} and the
 * corner {@code g}. A sumcheck binds {@code T} in one step.
 */
public final class RowGroups {
  public static final int LOG_SIZE = 4;
  public static final int SIZE = 1 << LOG_SIZE;

  private RowGroups() {}

  /** Points that fix a product of {@code factors} columns in {@code T}: 0, 1, …, 15·factors. */
  public static int nodes(int factors) {
    return (SIZE - 1) * factors + 1;
  }

  /**
   * The values at {@code t} of the polynomials of degree {@code nodes − 1} that are 1 at one of 0,
   * …, nodes − 1 and 0 at the others.
   */
  public static <E> List<E> lagrange(FieldOps<E> ops, int nodes, E t) {
    List<E> after = new ArrayList<>();
    E product = ops.constant(1);
    for (int i = nodes - 1; i >= 0; i--) {
      after.add(product);
      product = ops.mul(product, ops.sub(t, ops.constant(i)));
    }
    List<E> values = new ArrayList<>();
    E before = ops.constant(1);
    for (int i = 0; i < nodes; i++) {
      E scale = ops.constant(inverseDenominator(nodes, i));
      values.add(ops.mul(ops.mul(before, after.get(nodes - 1 - i)), scale));
      before = ops.mul(before, ops.sub(t, ops.constant(i)));
    }
    return values;
  }

  /** The same at the integer {@code t}, in Montgomery form. */
  public static int[] lagrangeAt(int nodes, int t) {
    List<Integer> values = lagrange(BaseOps.INSTANCE, nodes, KoalaBear.fromInt(t));
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** {@code 1/Π_{m ≠ i} (i − m)}, a canonical integer. */
  private static long inverseDenominator(int nodes, int i) {
    int product = KoalaBear.ONE;
    for (int m = 0; m < nodes; m++) {
      if (m != i) {
        product = KoalaBear.mul(product, KoalaBear.fromInt(i - m));
      }
    }
    return KoalaBear.toInt(KoalaBear.inverse(product));
  }
}
