package network.akashi.math;

/** A bit at a time. */
final class ScalarBitKernels extends BitKernels {
  @Override
  void patternsRaw(long[] words, int at, int[] out, int outAt) {
    for (int z = 0; z < Long.SIZE; z++) {
      int pattern = 0;
      for (int d = 0; d < WORDS; d++) {
        pattern |= (int) (words[at + d] >>> z & 1) << d;
      }
      out[outAt + z] = pattern;
    }
  }

  @Override
  void combineRaw(int[] patterns, int at, int base, int[] steps, int[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      int sum = base;
      for (int d = 0; d < WORDS; d++) {
        if ((patterns[at + i] >>> d & 1) == 1) {
          sum = KoalaBear.add(sum, steps[d]);
        }
      }
      out[outAt + i] = sum;
    }
  }

  @Override
  Ext5 selectRaw(long[] words, int at, int stride, Ext5Array values) {
    int[] sums = new int[Ext5.DEGREE];
    for (int i = 0; i < values.length() / Long.SIZE; i++) {
      for (long left = words[at + i * stride]; left != 0; left &= left - 1) {
        int index = Long.SIZE * i + Long.numberOfTrailingZeros(left);
        for (int j = 0; j < Ext5.DEGREE; j++) {
          sums[j] = KoalaBear.add(sums[j], values.planes()[values.plane(j) + index]);
        }
      }
    }
    return Ext5.load(sums, 0, 1, 0);
  }
}
