package network.akashi.math;

/** The readable reference: one element after the other. */
final class ScalarFieldKernels extends FieldKernels {
  @Override
  void addRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = KoalaBear.add(a[aAt + i], b[bAt + i]);
    }
  }

  @Override
  void subRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = KoalaBear.sub(a[aAt + i], b[bAt + i]);
    }
  }

  @Override
  void negRaw(int[] a, int aAt, int[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = KoalaBear.neg(a[aAt + i]);
    }
  }

  @Override
  void mulRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = KoalaBear.mul(a[aAt + i], b[bAt + i]);
    }
  }

  @Override
  void scaleRaw(int[] a, int aAt, ShoupFactor factor, int[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = factor.times(a[aAt + i]);
    }
  }

  @Override
  void addScaledRaw(
      int[] a, int aAt, int[] b, int bAt, ShoupFactor factor, int[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = KoalaBear.add(a[aAt + i], factor.times(b[bAt + i]));
    }
  }

  @Override
  int sumRaw(int[] a, int aAt, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum = KoalaBear.add(sum, a[aAt + i]);
    }
    return sum;
  }

  @Override
  int dotRaw(int[] a, int aAt, int[] b, int bAt, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum = KoalaBear.add(sum, KoalaBear.mul(a[aAt + i], b[bAt + i]));
    }
    return sum;
  }

  @Override
  void powersRaw(int first, int ratio, int[] out, int outAt, int count) {
    int power = first;
    for (int i = 0; i < count; i++) {
      out[outAt + i] = power;
      power = KoalaBear.mul(power, ratio);
    }
  }

  @Override
  boolean invertRaw(int[] a, int aAt, int[] out, int outAt, int count) {
    int product = KoalaBear.ONE;
    for (int i = 0; i < count; i++) {
      out[outAt + i] = product; // of all before this one
      product = KoalaBear.mul(product, a[aAt + i]);
    }
    if (product == 0) {
      return false;
    }
    int inverse = KoalaBear.inverse(product);
    for (int i = count - 1; i >= 0; i--) {
      out[outAt + i] = KoalaBear.mul(inverse, out[outAt + i]);
      inverse = KoalaBear.mul(inverse, a[aAt + i]);
    }
    return true;
  }

  @Override
  boolean isCanonicalRaw(int[] a, int aAt, int count) {
    boolean canonical = true;
    for (int i = 0; i < count; i++) {
      canonical &= KoalaBear.isCanonical(a[aAt + i]);
    }
    return canonical;
  }
}
