package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.INTS;
import static network.akashi.math.VectorConstants.INT_LANES;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * As many bits at a time as a vector has lanes.
 *
 * <p>A sum chosen by a few bits is one lookup in a table as long as a vector, which the processor
 * has an instruction for: sixteen bits are four lookups with 16 lanes, six with 8, eight with 4.
 */
final class VectorBitKernels extends BitKernels {
  /** Bits that one lookup takes. */
  private static final int LOOKUP_BITS = Integer.numberOfTrailingZeros(INT_LANES);

  private static final int LOOKUPS = Math.ceilDiv(WORDS, LOOKUP_BITS);

  @Override
  void patternsRaw(long[] words, int at, int[] out, int outAt) {
    for (int z = 0; z < Long.SIZE; z += INT_LANES) {
      IntVector pattern = IntVector.zero(INTS);
      for (int d = 0; d < WORDS; d++) {
        VectorMask<Integer> bits = VectorMask.fromLong(INTS, words[at + d] >>> z);
        pattern = pattern.add(1 << d, bits);
      }
      pattern.intoArray(out, outAt + z);
    }
  }

  @Override
  void combineRaw(int[] patterns, int at, int base, int[] steps, int[] out, int outAt, int count) {
    int[] tables = tables(base, steps);
    int whole = INTS.loopBound(count);
    if (LOOKUPS == 4) {
      lookUpFourTimes(tables, patterns, at, out, outAt, whole);
    } else {
      lookUp(tables, patterns, at, out, outAt, whole);
    }
    for (int i = whole; i < count; i++) {
      int sum = 0;
      int left = patterns[at + i];
      for (int k = 0; k < LOOKUPS; k++) {
        sum = KoalaBear.add(sum, tables[INT_LANES * k + (left & INT_LANES - 1)]);
        left >>>= LOOKUP_BITS;
      }
      out[outAt + i] = sum;
    }
  }

  /** All sums of the steps that each lookup chooses from; the base is in the first table. */
  private static int[] tables(int base, int[] steps) {
    int[] tables = new int[LOOKUPS * INT_LANES];
    for (int k = 0; k < LOOKUPS; k++) {
      tables[INT_LANES * k] = k == 0 ? base : 0;
      for (int i = 1; i < INT_LANES; i++) {
        int rest = tables[INT_LANES * k + (i & i - 1)];
        int d = LOOKUP_BITS * k + Integer.numberOfTrailingZeros(i);
        tables[INT_LANES * k + i] = d < WORDS ? KoalaBear.add(rest, steps[d]) : rest;
      }
    }
    return tables;
  }

  private static void lookUpFourTimes(
      int[] tables, int[] patterns, int at, int[] out, int outAt, int count) {
    IntVector first = IntVector.fromArray(INTS, tables, 0);
    IntVector second = IntVector.fromArray(INTS, tables, INT_LANES);
    IntVector third = IntVector.fromArray(INTS, tables, 2 * INT_LANES);
    IntVector fourth = IntVector.fromArray(INTS, tables, 3 * INT_LANES);
    for (int i = 0; i < count; i += INT_LANES) {
      IntVector pattern = IntVector.fromArray(INTS, patterns, at + i);
      IntVector low = pattern.and(INT_LANES - 1).selectFrom(first);
      IntVector next = pattern.lanewise(LSHR, LOOKUP_BITS).and(INT_LANES - 1);
      low = low.add(next.selectFrom(second));
      low = low.lanewise(UMIN, low.sub(P));
      next = pattern.lanewise(LSHR, 2 * LOOKUP_BITS).and(INT_LANES - 1);
      IntVector high = next.selectFrom(third);
      next = pattern.lanewise(LSHR, 3 * LOOKUP_BITS).and(INT_LANES - 1);
      high = high.add(next.selectFrom(fourth));
      high = high.lanewise(UMIN, high.sub(P));
      IntVector sum = low.add(high);
      sum.lanewise(UMIN, sum.sub(P)).intoArray(out, outAt + i);
    }
  }

  private static void lookUp(
      int[] tables, int[] patterns, int at, int[] out, int outAt, int count) {
    for (int i = 0; i < count; i += INT_LANES) {
      IntVector pattern = IntVector.fromArray(INTS, patterns, at + i);
      IntVector sum = IntVector.zero(INTS);
      for (int k = 0; k < LOOKUPS; k++) {
        IntVector table = IntVector.fromArray(INTS, tables, k * INT_LANES);
        sum = sum.add(pattern.and(INT_LANES - 1).selectFrom(table));
        sum = sum.lanewise(UMIN, sum.sub(P));
        pattern = pattern.lanewise(LSHR, LOOKUP_BITS);
      }
      sum.intoArray(out, outAt + i);
    }
  }

  @Override
  Ext5 selectRaw(long[] words, int at, int stride, Ext5Array values) {
    int[] sums = new int[Ext5.DEGREE];
    int[] planes = values.planes();
    int count = values.length() / Long.SIZE;
    for (int j = 0; j < Ext5.DEGREE; j++) {
      sums[j] = selectPlane(words, at, stride, count, planes, values.plane(j));
    }
    return Ext5.load(sums, 0, 1, 0);
  }

  /** Two chains of additions: one would wait for itself. */
  private static int selectPlane(
      long[] words, int at, int stride, int count, int[] values, int valuesAt) {
    IntVector even = IntVector.zero(INTS);
    IntVector odd = IntVector.zero(INTS);
    for (int i = 0; i < count; i++) {
      long word = words[at + i * stride];
      int from = valuesAt + Long.SIZE * i;
      for (int z = 0; z < Long.SIZE; z += 2 * INT_LANES) {
        VectorMask<Integer> first = VectorMask.fromLong(INTS, word >>> z);
        VectorMask<Integer> second = VectorMask.fromLong(INTS, word >>> (z + INT_LANES));
        even = even.add(IntVector.fromArray(INTS, values, from + z), first);
        odd = odd.add(IntVector.fromArray(INTS, values, from + z + INT_LANES), second);
        even = even.lanewise(UMIN, even.sub(P));
        odd = odd.lanewise(UMIN, odd.sub(P));
      }
    }
    IntVector sum = even.add(odd);
    sum = sum.lanewise(UMIN, sum.sub(P));
    return reduceLanes(sum);
  }

  private static int reduceLanes(IntVector sum) {
    long low = sum.and(0xffff).reduceLanes(ADD);
    long high = sum.lanewise(LSHR, 16).reduceLanes(ADD);
    return (int) ((low + (high << 16)) % P);
  }
}
