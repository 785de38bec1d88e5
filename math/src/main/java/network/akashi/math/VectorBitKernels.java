package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.UMIN;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.INTS;
import static network.akashi.math.VectorConstants.INT_LANES;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/** As many bits at a time as a vector has lanes: a piece of a word is the mask of an addition. */
final class VectorBitKernels extends BitKernels {
  @Override
  void combineRaw(long[] words, int at, int base, int[] steps, int[] out, int outAt) {
    for (int z = 0; z < Long.SIZE; z += INT_LANES) {
      IntVector sum = IntVector.broadcast(INTS, base);
      for (int d = 0; d < steps.length; d++) {
        VectorMask<Integer> bits = VectorMask.fromLong(INTS, words[at + d] >>> z);
        sum = sum.add(IntVector.broadcast(INTS, steps[d]), bits);
        sum = sum.lanewise(UMIN, sum.sub(P));
      }
      sum.intoArray(out, outAt + z);
    }
  }

  @Override
  int selectRaw(long[] words, int at, int stride, int count, int[] values, int valuesAt) {
    IntVector sum = IntVector.zero(INTS);
    for (int i = 0; i < count; i++) {
      long word = words[at + i * stride];
      int from = valuesAt + Long.SIZE * i;
      for (int z = 0; z < Long.SIZE; z += INT_LANES) {
        VectorMask<Integer> bits = VectorMask.fromLong(INTS, word >>> z);
        sum = sum.add(IntVector.fromArray(INTS, values, from + z), bits);
        sum = sum.lanewise(UMIN, sum.sub(P));
      }
    }
    int total = 0;
    for (int lane = 0; lane < INT_LANES; lane++) {
      total = KoalaBear.add(total, sum.lane(lane));
    }
    return total;
  }
}
