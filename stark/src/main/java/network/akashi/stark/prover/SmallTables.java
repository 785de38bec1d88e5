package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;

/** Multilinear tables of a few hundred entries, one element at a time. */
final class SmallTables {
  private SmallTables() {}

  /** {@code eq(point, ·)} on the cube, in index order. */
  static Ext5[] eq(List<Ext5> point) {
    Ext5[] table = new Ext5[1 << point.size()];
    table[0] = Ext5.ONE;
    for (int bit = 0; bit < point.size(); bit++) {
      int half = 1 << bit;
      for (int i = 0; i < half; i++) {
        table[half + i] = table[i].mul(point.get(bit));
        table[i] = table[i].sub(table[half + i]);
      }
    }
    return table;
  }

  /** {@code eq(x, y)}. */
  static Ext5 eq(List<Ext5> x, List<Ext5> y) {
    Ext5 product = Ext5.ONE;
    for (int i = 0; i < x.size(); i++) {
      product = product.mul(EqMessage.factor(x.get(i), y.get(i)));
    }
    return product;
  }

  /** The multilinear extension of {@code values} at {@code point}. */
  static Ext5 evaluate(Ext5[] values, List<Ext5> point) {
    Ext5[] weights = eq(point);
    Ext5 sum = Ext5.ZERO;
    for (int i = 0; i < values.length; i++) {
      sum = sum.add(values[i].mul(weights[i]));
    }
    return sum;
  }

  /** The element-wise sum of the first {@code count} elements of some arrays. */
  static Ext5[] sum(List<Ext5Array> arrays, int count) {
    Ext5[] sums = ProverContext.zeros(count);
    for (Ext5Array array : arrays) {
      for (int i = 0; i < count; i++) {
        sums[i] = sums[i].add(array.get(i));
      }
    }
    return sums;
  }

  static Ext5Array toArray(ProverContext context, Ext5[] values) {
    Ext5Array array = context.ext(values.length);
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }
}
