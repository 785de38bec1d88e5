package network.akashi.stark.verifier;

import java.util.List;
import network.akashi.stark.air.FieldOps;

/**
 * A point at which columns are evaluated whose rows are read in groups ({@link RowGroups}).
 *
 * @param within the coordinate within a group
 * @param groups one coordinate for each bit of a group's number
 */
public record RowPoint<E>(E within, List<E> groups) {
  public RowPoint {
    groups = List.copyOf(groups);
  }

  /** The weights of the rows of a group. */
  public List<E> weightsWithin(FieldOps<E> ops) {
    return RowGroups.lagrange(ops, RowGroups.SIZE, within);
  }

  /** The multilinear extension, at {@code row}, of the weight of a row. */
  E weightAt(FieldOps<E> ops, List<E> row) {
    List<E> eq = Multilinear.eqTable(ops, row.subList(0, RowGroups.LOG_SIZE));
    E inGroup = dot(ops, weightsWithin(ops), eq);
    List<E> rest = row.subList(RowGroups.LOG_SIZE, row.size());
    return ops.mul(inGroup, Multilinear.eq(ops, groups, rest));
  }

  /**
   * {@code Σ_rows weight·weight'} of two points, as polynomial in the second: what is left of
   * {@code Σ_d L_d(within)·L_d(T)} and {@code eq} at that point.
   */
  E kernel(FieldOps<E> ops, RowPoint<E> other) {
    E inGroup = dot(ops, weightsWithin(ops), other.weightsWithin(ops));
    return ops.mul(inGroup, Multilinear.eq(ops, groups, other.groups));
  }

  static <E> E dot(FieldOps<E> ops, List<E> a, List<E> b) {
    E sum = ops.constant(0);
    for (int i = 0; i < a.size(); i++) {
      sum = ops.add(sum, ops.mul(a.get(i), b.get(i)));
    }
    return sum;
  }
}
