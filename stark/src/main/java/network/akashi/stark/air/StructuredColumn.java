package network.akashi.stark.air;

import java.util.List;

/**
 * A column whose values follow from the row number, so that nobody commits to it: the verifier
 * evaluates its multilinear extension itself.
 *
 * <p>Both methods must describe the same function; the audit checks it on the whole cube.
 */
public interface StructuredColumn {
  String name();

  /** The column's value in {@code row}, as a canonical integer in {@code [0, p)}. */
  int valueAt(int row, int logHeight);

  /**
   * The multilinear extension at {@code point}; coordinate {@code i} belongs to bit {@code i} (the
   * least significant is bit 0) of the row number.
   */
  <E> E evaluate(FieldOps<E> ops, List<E> point);
}
