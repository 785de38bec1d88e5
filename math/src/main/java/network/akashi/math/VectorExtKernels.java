package network.akashi.math;

import static network.akashi.math.VectorConstants.INTS;

import java.util.List;

/**
 * Extension arithmetic on vectors. What works on coefficients one by one is made of the base-field
 * kernels, plane by plane, in blocks that stay in the L1 cache; the rest has flat kernels of its
 * own. What does not fill a vector is done one by one.
 */
final class VectorExtKernels extends ExtKernels {
  /** Elements after which composed kernels turn to the next plane. */
  private static final int BLOCK = 1024;

  /** Elements per row of {@link #invertRaw}, full vectors: one chain of products each. */
  private static final int ROW = 32;

  private final VectorFieldKernels field;
  private final ScalarExtKernels scalar = new ScalarExtKernels();

  VectorExtKernels(VectorFieldKernels field) {
    this.field = field;
  }

  @Override
  void addRaw(Ext5Array a, Ext5Array b, Ext5Array out) {
    for (int j = 0; j < Ext5.DEGREE; j++) {
      field.addRaw(
          a.planes(), a.plane(j), b.planes(), b.plane(j), out.planes(), out.plane(j), out.length());
    }
  }

  @Override
  void subRaw(Ext5Array a, Ext5Array b, Ext5Array out) {
    for (int j = 0; j < Ext5.DEGREE; j++) {
      field.subRaw(
          a.planes(), a.plane(j), b.planes(), b.plane(j), out.planes(), out.plane(j), out.length());
    }
  }

  @Override
  void negRaw(Ext5Array a, Ext5Array out) {
    for (int j = 0; j < Ext5.DEGREE; j++) {
      field.negRaw(a.planes(), a.plane(j), out.planes(), out.plane(j), out.length());
    }
  }

  @Override
  void mulRaw(Ext5Array a, Ext5Array b, Ext5Array out) {
    int whole = INTS.loopBound(out.length());
    VectorExtMul.mulRaw(a, 0, b, 0, out, 0, whole);
    ScalarExtKernels.mulFrom(whole, a, b, out);
  }

  @Override
  void mulBaseRaw(Ext5Array a, int[] b, int bAt, Ext5Array out) {
    for (int from = 0; from < out.length(); from += BLOCK) {
      int count = Math.min(BLOCK, out.length() - from);
      for (int j = 0; j < Ext5.DEGREE; j++) {
        int at = a.plane(j) + from;
        field.mulRaw(a.planes(), at, b, bAt + from, out.planes(), out.plane(j) + from, count);
      }
    }
  }

  @Override
  void addScaledRaw(Ext5Array a, Ext5Array b, Ext5 factor, Ext5Array out) {
    int whole = INTS.loopBound(out.length());
    VectorExtAddScaled.addScaledRaw(a, b, factor, out, whole);
    ScalarExtKernels.addScaledFrom(whole, a, b, factor, out);
  }

  @Override
  Ext5 sumRaw(Ext5Array a) {
    return new Ext5(
        field.sumRaw(a.planes(), a.plane(0), a.length()),
        field.sumRaw(a.planes(), a.plane(1), a.length()),
        field.sumRaw(a.planes(), a.plane(2), a.length()),
        field.sumRaw(a.planes(), a.plane(3), a.length()),
        field.sumRaw(a.planes(), a.plane(4), a.length()));
  }

  @Override
  Ext5 dotRaw(Ext5Array a, Ext5Array b) {
    int whole = INTS.loopBound(a.length());
    return VectorExtDot.dotRaw(a, b, whole).add(ScalarExtKernels.dotFrom(whole, a, b));
  }

  @Override
  Ext5 dotBaseRaw(Ext5Array a, int[] b, int bAt) {
    int[] planes = a.planes();
    Ext5 sum = Ext5.ZERO;
    for (int from = 0; from < a.length(); from += BLOCK) {
      int count = Math.min(BLOCK, a.length() - from);
      int at = bAt + from;
      sum =
          sum.add(
              new Ext5(
                  field.dotRaw(planes, a.plane(0) + from, b, at, count),
                  field.dotRaw(planes, a.plane(1) + from, b, at, count),
                  field.dotRaw(planes, a.plane(2) + from, b, at, count),
                  field.dotRaw(planes, a.plane(3) + from, b, at, count),
                  field.dotRaw(planes, a.plane(4) + from, b, at, count)));
    }
    return sum;
  }

  /** Rows instead of single elements, as in {@link VectorFieldKernels#invertRaw}. */
  @Override
  boolean invertRaw(Ext5Array a, Ext5Array out) {
    int whole = a.length() - a.length() % ROW;
    int rest = a.length() - whole;
    if (!scalar.invertRaw(a.slice(whole, rest), out.slice(whole, rest))) {
      return false;
    }
    if (whole == 0) {
      return true;
    }
    out.slice(0, ROW).copyFrom(a.slice(0, ROW));
    for (int row = ROW; row < whole; row += ROW) {
      VectorExtMul.mulRaw(a, row, out, row - ROW, out, row, ROW);
    }
    int last = whole - ROW;
    Ext5Array inverse = Ext5Array.allocate(ROW);
    if (!scalar.invertRaw(out.slice(last, ROW), inverse)) {
      return false;
    }
    for (int row = last; row > 0; row -= ROW) {
      VectorExtMul.mulRaw(inverse, 0, out, row - ROW, out, row, ROW);
      VectorExtMul.mulRaw(inverse, 0, a, row, inverse, 0, ROW);
    }
    out.slice(0, ROW).copyFrom(inverse);
    return true;
  }

  @Override
  void bindRaw(Ext5Array low, Ext5Array high, Ext5 r, Ext5Array out) {
    int whole = INTS.loopBound(out.length());
    VectorExtBind.bindRaw(low, high, r, out, whole);
    ScalarExtKernels.bindFrom(whole, low, high, r, out);
  }

  /** The difference waits in plane 0 until the other planes are done. */
  @Override
  void bindBaseRaw(int[] low, int lowAt, int[] high, int highAt, Ext5 r, Ext5Array out) {
    int[] planes = out.planes();
    for (int from = 0; from < out.length(); from += BLOCK) {
      int count = Math.min(BLOCK, out.length() - from);
      int first = out.plane(0) + from;
      field.subRaw(high, highAt + from, low, lowAt + from, planes, first, count);
      for (int j = 1; j < Ext5.DEGREE; j++) {
        ShoupFactor factor = ShoupFactor.of(r.coefficient(j));
        field.scaleRaw(planes, first, factor, planes, out.plane(j) + from, count);
      }
      ShoupFactor factor = ShoupFactor.of(r.c0());
      field.addScaledRaw(low, lowAt + from, planes, first, factor, planes, first, count);
    }
  }

  @Override
  void addCombinationRaw(
      int[] columns, int at, int stride, List<Ext5> coefficients, Ext5Array out) {
    int pairs = Math.ceilDiv(coefficients.size(), 2);
    int[] starts = new int[2 * pairs];
    int[] parts = new int[2 * pairs * Ext5.DEGREE];
    for (int j = 0; j < coefficients.size(); j++) {
      starts[j] = at + j * stride;
      coefficients.get(j).store(parts, j * Ext5.DEGREE, 1, 0);
    }
    if (coefficients.size() % 2 != 0) {
      starts[starts.length - 1] = starts[starts.length - 2];
    }
    int whole = INTS.loopBound(out.length());
    for (int from = 0; from < starts.length; from += VectorExtCombination.GROUP) {
      int to = Math.min(from + VectorExtCombination.GROUP, starts.length);
      VectorExtCombination.addGroupRaw(columns, starts, parts, from, to, out, whole);
    }
    ScalarExtKernels.addCombinationFrom(whole, columns, at, stride, coefficients, out);
  }
}
