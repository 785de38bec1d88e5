package network.akashi.stark.air;

import java.util.List;
import network.akashi.math.KoalaBear;

/**
 * A column whose values follow from the row number, so that nobody commits to it: the verifier
 * evaluates its multilinear extension itself.
 *
 * <p>Both {@link #valueAt} and {@link #evaluate} must describe the same function; the audit checks
 * it.
 */
public interface StructuredColumn {
  String name();

  /** The column's value in {@code row}, as a canonical integer in {@code [0, p)}. */
  int valueAt(int row, int logHeight);

  /** No row of any height has a larger value; the audit derives ranges from it. */
  default int maximum() {
    return KoalaBear.P - 1;
  }

  /**
   * The multilinear extension at {@code point}; coordinate {@code i} belongs to bit {@code i} (the
   * least significant is bit 0) of the row number.
   */
  <E> E evaluate(FieldOps<E> ops, List<E> point);
}
