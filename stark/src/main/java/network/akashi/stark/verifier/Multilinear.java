package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.FieldOps;

/**
 * Multilinear polynomials that the verifier evaluates itself. Coordinate {@code i} of a point
 * belongs to bit {@code i} of an index, the least significant being bit 0.
 */
final class Multilinear {
  private Multilinear() {}

  /** {@code eq(x, y) = Π (x_i·y_i + (1 − x_i)(1 − y_i))}: 1 where two corners agree. */
  static <E> E eq(FieldOps<E> ops, List<E> x, List<E> y) {
    E product = ops.constant(1);
    for (int i = 0; i < x.size(); i++) {
      product = ops.mul(product, eqFactor(ops, x.get(i), y.get(i)));
    }
    return product;
  }

  /** {@code x·y + (1 − x)(1 − y) = 1 − x − y + 2xy}. */
  static <E> E eqFactor(FieldOps<E> ops, E x, E y) {
    E xy = ops.mul(x, y);
    return ops.add(ops.sub(ops.sub(ops.constant(1), x), y), ops.add(xy, xy));
  }

  /** {@code eq(x, index)}, for a corner of the cube given by its index. */
  static <E> E eqIndex(FieldOps<E> ops, List<E> x, long index) {
    E product = ops.constant(1);
    for (int i = 0; i < x.size(); i++) {
      boolean bit = (index >> i & 1) == 1;
      product = ops.mul(product, bit ? x.get(i) : ops.sub(ops.constant(1), x.get(i)));
    }
    return product;
  }

  /** {@code eq(x, ·)} on all corners, in index order. */
  static <E> List<E> eqTable(FieldOps<E> ops, List<E> x) {
    List<E> table = new ArrayList<>();
    table.add(ops.constant(1));
    for (E coordinate : x) {
      int half = table.size();
      for (int i = 0; i < half; i++) {
        E high = ops.mul(table.get(i), coordinate);
        table.add(high);
        table.set(i, ops.sub(table.get(i), high));
      }
    }
    return table;
  }

  /**
   * The multilinear extension of the cyclic successor relation: 1 where the corner {@code y} is
   * {@code x + 1 mod 2^n}.
   *
   * <p>Going up from bit 0, while all lower bits of {@code x} are 1 the carry goes on ({@code x_i =
   * 1, y_i = 0}); where it stops, {@code x_i = 0, y_i = 1}, and above that the bits agree.
   */
  static <E> E successor(FieldOps<E> ops, List<E> x, List<E> y) {
    E one = ops.constant(1);
    E carry = one;
    E stopped = ops.constant(0);
    for (int i = 0; i < x.size(); i++) {
      E xi = x.get(i);
      E yi = y.get(i);
      E up = ops.mul(ops.sub(one, xi), yi);
      E agree = eqFactor(ops, xi, yi);
      stopped = ops.add(ops.mul(stopped, agree), ops.mul(carry, up));
      carry = ops.mul(carry, ops.mul(xi, ops.sub(one, yi)));
    }
    return ops.add(stopped, carry);
  }

  /**
   * The multilinear extension of {@code index ↦ y^index}, at {@code x}: {@code Π (1 − x_j +
   * x_j·y^(2^j))}.
   */
  static <B, E> E powers(Arithmetic<B, E> ops, B y, List<E> x) {
    E one = ops.constant(1);
    E product = one;
    B power = y;
    for (E coordinate : x) {
      E factor = ops.add(ops.sub(one, coordinate), ops.scale(coordinate, power));
      product = ops.mul(product, factor);
      power = ops.mulBase(power, power);
    }
    return product;
  }

  /** The multilinear extension of a table of values, at {@code x}. */
  static <E> E evaluate(FieldOps<E> ops, List<E> values, List<E> x) {
    List<E> current = values;
    for (E coordinate : x) {
      List<E> next = new ArrayList<>();
      for (int i = 0; i < current.size(); i += 2) {
        E low = current.get(i);
        next.add(ops.add(low, ops.mul(coordinate, ops.sub(current.get(i + 1), low))));
      }
      current = next;
    }
    return current.getFirst();
  }
}
