package network.akashi.math;

/** A bit at a time. */
final class ScalarBitKernels extends BitKernels {
  @Override
  void combineRaw(long[] words, int at, int base, int[] steps, int[] out, int outAt) {
    for (int z = 0; z < Long.SIZE; z++) {
      int sum = base;
      for (int d = 0; d < steps.length; d++) {
        if ((words[at + d] >>> z & 1) == 1) {
          sum = KoalaBear.add(sum, steps[d]);
        }
      }
      out[outAt + z] = sum;
    }
  }

  @Override
  int selectRaw(long[] words, int at, int stride, int count, int[] values, int valuesAt) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      for (long left = words[at + i * stride]; left != 0; left &= left - 1) {
        int z = Long.numberOfTrailingZeros(left);
        sum = KoalaBear.add(sum, values[valuesAt + Long.SIZE * i + z]);
      }
    }
    return sum;
  }
}
