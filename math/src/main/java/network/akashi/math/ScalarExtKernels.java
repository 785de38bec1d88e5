package network.akashi.math;

import java.util.List;

/** The readable reference: one element after the other. */
final class ScalarExtKernels extends ExtKernels {
  @Override
  void addRaw(Ext5Array a, Ext5Array b, Ext5Array out) {
    for (int i = 0; i < out.length(); i++) {
      out.set(i, a.get(i).add(b.get(i)));
    }
  }

  @Override
  void subRaw(Ext5Array a, Ext5Array b, Ext5Array out) {
    for (int i = 0; i < out.length(); i++) {
      out.set(i, a.get(i).sub(b.get(i)));
    }
  }

  @Override
  void negRaw(Ext5Array a, Ext5Array out) {
    for (int i = 0; i < out.length(); i++) {
      out.set(i, a.get(i).neg());
    }
  }

  @Override
  void mulRaw(Ext5Array a, Ext5Array b, Ext5Array out) {
    mulFrom(0, a, b, out);
  }

  /** The elements from {@code first} on. */
  static void mulFrom(int first, Ext5Array a, Ext5Array b, Ext5Array out) {
    for (int i = first; i < out.length(); i++) {
      out.set(i, a.get(i).mul(b.get(i)));
    }
  }

  @Override
  void mulBaseRaw(Ext5Array a, int[] b, int bAt, Ext5Array out) {
    for (int i = 0; i < out.length(); i++) {
      out.set(i, a.get(i).scale(b[bAt + i]));
    }
  }

  @Override
  void addScaledRaw(Ext5Array a, Ext5Array b, Ext5 factor, Ext5Array out) {
    addScaledFrom(0, a, b, factor, out);
  }

  /** The elements from {@code first} on. */
  static void addScaledFrom(int first, Ext5Array a, Ext5Array b, Ext5 factor, Ext5Array out) {
    for (int i = first; i < out.length(); i++) {
      out.set(i, a.get(i).add(b.get(i).mul(factor)));
    }
  }

  @Override
  Ext5 sumRaw(Ext5Array a) {
    Ext5 sum = Ext5.ZERO;
    for (int i = 0; i < a.length(); i++) {
      sum = sum.add(a.get(i));
    }
    return sum;
  }

  @Override
  Ext5 dotRaw(Ext5Array a, Ext5Array b) {
    return dotFrom(0, a, b);
  }

  /** Over the elements from {@code first} on. */
  static Ext5 dotFrom(int first, Ext5Array a, Ext5Array b) {
    Ext5 sum = Ext5.ZERO;
    for (int i = first; i < a.length(); i++) {
      sum = sum.add(a.get(i).mul(b.get(i)));
    }
    return sum;
  }

  @Override
  Ext5 dotBaseRaw(Ext5Array a, int[] b, int bAt) {
    Ext5 sum = Ext5.ZERO;
    for (int i = 0; i < a.length(); i++) {
      sum = sum.add(a.get(i).scale(b[bAt + i]));
    }
    return sum;
  }

  @Override
  boolean invertRaw(Ext5Array a, Ext5Array out) {
    Ext5 product = Ext5.ONE;
    for (int i = 0; i < a.length(); i++) {
      out.set(i, product); // of all before this one
      product = product.mul(a.get(i));
    }
    if (product.isZero()) {
      return false;
    }
    Ext5 inverse = product.inverse();
    for (int i = a.length() - 1; i >= 0; i--) {
      out.set(i, inverse.mul(out.get(i)));
      inverse = inverse.mul(a.get(i));
    }
    return true;
  }

  @Override
  void bindRaw(Ext5Array low, Ext5Array high, Ext5 r, Ext5Array out) {
    bindFrom(0, low, high, r, out);
  }

  /** The elements from {@code first} on. */
  static void bindFrom(int first, Ext5Array low, Ext5Array high, Ext5 r, Ext5Array out) {
    for (int i = first; i < out.length(); i++) {
      Ext5 atZero = low.get(i);
      out.set(i, atZero.add(high.get(i).sub(atZero).mul(r)));
    }
  }

  @Override
  void bindBaseRaw(int[] low, int lowAt, int[] high, int highAt, Ext5 r, Ext5Array out) {
    for (int i = 0; i < out.length(); i++) {
      int atZero = low[lowAt + i];
      out.set(i, Ext5.of(atZero).add(r.scale(KoalaBear.sub(high[highAt + i], atZero))));
    }
  }

  @Override
  void addCombinationRaw(
      int[] columns, int at, int stride, List<Ext5> coefficients, Ext5Array out) {
    addCombinationFrom(0, columns, at, stride, coefficients, out);
  }

  /** The elements from {@code first} on. */
  static void addCombinationFrom(
      int first, int[] columns, int at, int stride, List<Ext5> coefficients, Ext5Array out) {
    for (int i = first; i < out.length(); i++) {
      Ext5 sum = out.get(i);
      for (int j = 0; j < coefficients.size(); j++) {
        sum = sum.add(coefficients.get(j).scale(columns[at + j * stride + i]));
      }
      out.set(i, sum);
    }
  }
}
