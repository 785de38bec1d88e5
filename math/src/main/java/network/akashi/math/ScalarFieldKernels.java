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
  void mulRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = KoalaBear.mul(a[aAt + i], b[bAt + i]);
    }
  }
}
