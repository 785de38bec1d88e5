package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static network.akashi.math.KoalaBear.MU;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.INTS;
import static network.akashi.math.VectorConstants.INT_LANES;
import static network.akashi.math.VectorLanes.U32;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/**
 * Butterflies on whole vectors, the twiddle in every lane; what does not fill a vector is done one
 * by one.
 *
 * <p><b>Product with a twiddle</b> (see {@link ShoupFactor}). For the integer {@code w} and {@code
 * w' = ⌊w·2^32/p⌋}, {@code q = ⌊x·w'/2^32⌋} comes from 64-bit products of even and odd lanes apart,
 * and {@code x·w − q·p} from 32-bit products of all lanes. A twiddle is kept in Montgomery form
 * {@code m = w·2^32 mod p}, and {@code w'·p = w·2^32 − m} gives {@code w' = −m/p mod 2^32}: one
 * product, no division.
 *
 * <p><b>Two layers at once.</b> Of four parts, the two layers make
 *
 * <pre>
 *   (x0 + z·x2) ± left·(x1 + z·x3)        (x0 − z·x2) ± right·(x1 − z·x3)
 * </pre>
 *
 * and {@code left·x1 + (left·z)·x3} is one sum of two products with one reduction, like its sister.
 * That is five products and three reductions instead of four of each; more to the point, the three
 * do not wait for each other.
 *
 * <p><b>Bounds.</b> For one product, {@code x} may be any unsigned 32-bit number: {@code q} falls
 * short of {@code x·w/p} by less than {@code x/2^32 + 1 < 2}, so {@code x·w − q·p} lies in {@code
 * [0, 2p)}. Hence a difference that only goes into one product stays at {@code a − b + p}, in
 * {@code (0, 2p)}. A sum of two products needs canonical {@code x}: the sum of the {@code x·w'} is
 * below {@code 2·p·2^32 < 2^64}, and {@code q}, taken from it as a whole, falls short by less than
 * {@code 2·p/2^32 + 1 < 2}. {@code 2p < 2^32}, so the low 32 bits are enough, and one unsigned
 * minimum with itself minus {@code p} makes them canonical.
 *
 * <p>The bodies are written out flat; see {@link VectorConstants} for what helpers would cost.
 */
final class VectorNttKernels extends NttKernels {
  private static final VectorMask<Integer> ODD = VectorMask.fromLong(INTS, 0xaaaa_aaaa_aaaa_aaaaL);

  @Override
  void forward2(
      int[] src,
      int srcAt,
      int srcStride,
      int[] dst,
      int dstAt,
      int dstStride,
      int rows,
      int length,
      int blocks,
      int[] twiddles,
      int node) {
    int srcPart = rows * srcStride;
    int dstPart = rows * dstStride;
    int whole = INTS.loopBound(length);
    for (int block = 0; block < blocks; block++) {
      int z = twiddles[node + block];
      IntVector zFactor = IntVector.broadcast(INTS, KoalaBear.toInt(z));
      LongVector zQuotient = VectorLanes.factor(-(z * MU));
      for (int r = 0; r < rows; r++) {
        int s = srcAt + 2 * block * srcPart + r * srcStride;
        int d = dstAt + 2 * block * dstPart + r * dstStride;
        for (int i = 0; i < whole; i += INT_LANES) {
          IntVector x0 = IntVector.fromArray(INTS, src, s + i);
          IntVector x1 = IntVector.fromArray(INTS, src, s + srcPart + i);
          LongVector evens = x1.reinterpretAsLongs().and(U32).mul(zQuotient);
          LongVector odds = x1.reinterpretAsLongs().lanewise(LSHR, 32).mul(zQuotient);
          IntVector q =
              evens.lanewise(LSHR, 32).reinterpretAsInts().blend(odds.reinterpretAsInts(), ODD);
          IntVector t = x1.mul(zFactor).sub(q.mul(P));
          t = t.lanewise(UMIN, t.sub(P));
          IntVector y = x0.add(t);
          y.lanewise(UMIN, y.sub(P)).intoArray(dst, d + i);
          y = x0.sub(t);
          y.lanewise(UMIN, y.add(P)).intoArray(dst, d + dstPart + i);
        }
        if (whole < length) {
          ScalarNttKernels.forwardPair(
              src, s + whole, srcPart, dst, d + whole, dstPart, length - whole, z);
        }
      }
    }
  }

  @Override
  void forward4(
      int[] src,
      int srcAt,
      int srcStride,
      int[] dst,
      int dstAt,
      int dstStride,
      int rows,
      int length,
      int blocks,
      int[] twiddles,
      int node) {
    int srcPart = rows * srcStride;
    int dstPart = rows * dstStride;
    int whole = INTS.loopBound(length);
    for (int block = 0; block < blocks; block++) {
      int z = twiddles[node + block];
      int left = twiddles[2 * (node + block)];
      int right = twiddles[2 * (node + block) + 1];
      int zLeft = KoalaBear.mul(z, left);
      int minusZRight = KoalaBear.neg(KoalaBear.mul(z, right));
      IntVector zFactor = IntVector.broadcast(INTS, KoalaBear.toInt(z));
      LongVector zQuotient = VectorLanes.factor(-(z * MU));
      IntVector leftFactor = IntVector.broadcast(INTS, KoalaBear.toInt(left));
      LongVector leftQuotient = VectorLanes.factor(-(left * MU));
      IntVector rightFactor = IntVector.broadcast(INTS, KoalaBear.toInt(right));
      LongVector rightQuotient = VectorLanes.factor(-(right * MU));
      IntVector zLeftFactor = IntVector.broadcast(INTS, KoalaBear.toInt(zLeft));
      LongVector zLeftQuotient = VectorLanes.factor(-(zLeft * MU));
      IntVector minusZRightFactor = IntVector.broadcast(INTS, KoalaBear.toInt(minusZRight));
      LongVector minusZRightQuotient = VectorLanes.factor(-(minusZRight * MU));
      for (int r = 0; r < rows; r++) {
        int s = srcAt + 4 * block * srcPart + r * srcStride;
        int d = dstAt + 4 * block * dstPart + r * dstStride;
        for (int i = 0; i < whole; i += INT_LANES) {
          IntVector x0 = IntVector.fromArray(INTS, src, s + i);
          IntVector x1 = IntVector.fromArray(INTS, src, s + srcPart + i);
          IntVector x2 = IntVector.fromArray(INTS, src, s + 2 * srcPart + i);
          IntVector x3 = IntVector.fromArray(INTS, src, s + 3 * srcPart + i);

          // z·x2
          LongVector evens = x2.reinterpretAsLongs().and(U32).mul(zQuotient);
          LongVector odds = x2.reinterpretAsLongs().lanewise(LSHR, 32).mul(zQuotient);
          IntVector q =
              evens.lanewise(LSHR, 32).reinterpretAsInts().blend(odds.reinterpretAsInts(), ODD);
          IntVector t = x2.mul(zFactor).sub(q.mul(P));
          t = t.lanewise(UMIN, t.sub(P));
          IntVector sum = x0.add(t);
          sum = sum.lanewise(UMIN, sum.sub(P));
          IntVector difference = x0.sub(t);
          difference = difference.lanewise(UMIN, difference.add(P));

          // left·(x1 + z·x3)
          LongVector x1Evens = x1.reinterpretAsLongs().and(U32);
          LongVector x1Odds = x1.reinterpretAsLongs().lanewise(LSHR, 32);
          LongVector x3Evens = x3.reinterpretAsLongs().and(U32);
          LongVector x3Odds = x3.reinterpretAsLongs().lanewise(LSHR, 32);
          evens = x1Evens.mul(leftQuotient).add(x3Evens.mul(zLeftQuotient));
          odds = x1Odds.mul(leftQuotient).add(x3Odds.mul(zLeftQuotient));
          q = evens.lanewise(LSHR, 32).reinterpretAsInts().blend(odds.reinterpretAsInts(), ODD);
          t = x1.mul(leftFactor).add(x3.mul(zLeftFactor)).sub(q.mul(P));
          t = t.lanewise(UMIN, t.sub(P));
          IntVector y = sum.add(t);
          y.lanewise(UMIN, y.sub(P)).intoArray(dst, d + i);
          y = sum.sub(t);
          y.lanewise(UMIN, y.add(P)).intoArray(dst, d + dstPart + i);

          // right·(x1 − z·x3)
          evens = x1Evens.mul(rightQuotient).add(x3Evens.mul(minusZRightQuotient));
          odds = x1Odds.mul(rightQuotient).add(x3Odds.mul(minusZRightQuotient));
          q = evens.lanewise(LSHR, 32).reinterpretAsInts().blend(odds.reinterpretAsInts(), ODD);
          t = x1.mul(rightFactor).add(x3.mul(minusZRightFactor)).sub(q.mul(P));
          t = t.lanewise(UMIN, t.sub(P));
          y = difference.add(t);
          y.lanewise(UMIN, y.sub(P)).intoArray(dst, d + 2 * dstPart + i);
          y = difference.sub(t);
          y.lanewise(UMIN, y.add(P)).intoArray(dst, d + 3 * dstPart + i);
        }
        if (whole < length) {
          ScalarNttKernels.forwardQuad(
              src,
              s + whole,
              srcPart,
              dst,
              d + whole,
              dstPart,
              length - whole,
              twiddles,
              node + block);
        }
      }
    }
  }

  @Override
  void inverse2(
      int[] src,
      int srcAt,
      int srcStride,
      int[] dst,
      int dstAt,
      int dstStride,
      int rows,
      int length,
      int blocks,
      int[] twiddles,
      int node) {
    int srcPart = rows * srcStride;
    int dstPart = rows * dstStride;
    int whole = INTS.loopBound(length);
    for (int block = 0; block < blocks; block++) {
      int z = twiddles[node + block];
      IntVector zFactor = IntVector.broadcast(INTS, KoalaBear.toInt(z));
      LongVector zQuotient = VectorLanes.factor(-(z * MU));
      for (int r = 0; r < rows; r++) {
        int s = srcAt + 2 * block * srcPart + r * srcStride;
        int d = dstAt + 2 * block * dstPart + r * dstStride;
        for (int i = 0; i < whole; i += INT_LANES) {
          IntVector x0 = IntVector.fromArray(INTS, src, s + i);
          IntVector x1 = IntVector.fromArray(INTS, src, s + srcPart + i);
          IntVector y = x0.add(x1);
          y.lanewise(UMIN, y.sub(P)).intoArray(dst, d + i);

          IntVector difference = x0.sub(x1).add(P);
          LongVector evens = difference.reinterpretAsLongs().and(U32).mul(zQuotient);
          LongVector odds = difference.reinterpretAsLongs().lanewise(LSHR, 32).mul(zQuotient);
          IntVector q =
              evens.lanewise(LSHR, 32).reinterpretAsInts().blend(odds.reinterpretAsInts(), ODD);
          IntVector t = difference.mul(zFactor).sub(q.mul(P));
          t.lanewise(UMIN, t.sub(P)).intoArray(dst, d + dstPart + i);
        }
        if (whole < length) {
          ScalarNttKernels.inversePair(
              src, s + whole, srcPart, dst, d + whole, dstPart, length - whole, z);
        }
      }
    }
  }

  @Override
  void inverse4(
      int[] src,
      int srcAt,
      int srcStride,
      int[] dst,
      int dstAt,
      int dstStride,
      int rows,
      int length,
      int blocks,
      int[] twiddles,
      int node) {
    int srcPart = rows * srcStride;
    int dstPart = rows * dstStride;
    int whole = INTS.loopBound(length);
    for (int block = 0; block < blocks; block++) {
      int z = twiddles[node + block];
      int left = twiddles[2 * (node + block)];
      int right = twiddles[2 * (node + block) + 1];
      int zLeft = KoalaBear.mul(z, left);
      int minusZRight = KoalaBear.neg(KoalaBear.mul(z, right));
      IntVector zFactor = IntVector.broadcast(INTS, KoalaBear.toInt(z));
      LongVector zQuotient = VectorLanes.factor(-(z * MU));
      IntVector leftFactor = IntVector.broadcast(INTS, KoalaBear.toInt(left));
      LongVector leftQuotient = VectorLanes.factor(-(left * MU));
      IntVector rightFactor = IntVector.broadcast(INTS, KoalaBear.toInt(right));
      LongVector rightQuotient = VectorLanes.factor(-(right * MU));
      IntVector zLeftFactor = IntVector.broadcast(INTS, KoalaBear.toInt(zLeft));
      LongVector zLeftQuotient = VectorLanes.factor(-(zLeft * MU));
      IntVector minusZRightFactor = IntVector.broadcast(INTS, KoalaBear.toInt(minusZRight));
      LongVector minusZRightQuotient = VectorLanes.factor(-(minusZRight * MU));
      for (int r = 0; r < rows; r++) {
        int s = srcAt + 4 * block * srcPart + r * srcStride;
        int d = dstAt + 4 * block * dstPart + r * dstStride;
        for (int i = 0; i < whole; i += INT_LANES) {
          IntVector x0 = IntVector.fromArray(INTS, src, s + i);
          IntVector x1 = IntVector.fromArray(INTS, src, s + srcPart + i);
          IntVector x2 = IntVector.fromArray(INTS, src, s + 2 * srcPart + i);
          IntVector x3 = IntVector.fromArray(INTS, src, s + 3 * srcPart + i);

          IntVector left01 = x0.add(x1);
          left01 = left01.lanewise(UMIN, left01.sub(P));
          IntVector right23 = x2.add(x3);
          right23 = right23.lanewise(UMIN, right23.sub(P));
          IntVector y = left01.add(right23);
          y.lanewise(UMIN, y.sub(P)).intoArray(dst, d + i);

          // z·(x0 + x1 − x2 − x3)
          IntVector difference = left01.sub(right23).add(P);
          LongVector evens = difference.reinterpretAsLongs().and(U32).mul(zQuotient);
          LongVector odds = difference.reinterpretAsLongs().lanewise(LSHR, 32).mul(zQuotient);
          IntVector q =
              evens.lanewise(LSHR, 32).reinterpretAsInts().blend(odds.reinterpretAsInts(), ODD);
          IntVector t = difference.mul(zFactor).sub(q.mul(P));
          t.lanewise(UMIN, t.sub(P)).intoArray(dst, d + 2 * dstPart + i);

          // left·(x0 − x1) + right·(x2 − x3)
          IntVector u = x0.sub(x1);
          u = u.lanewise(UMIN, u.add(P));
          IntVector v = x2.sub(x3);
          v = v.lanewise(UMIN, v.add(P));
          LongVector uEvens = u.reinterpretAsLongs().and(U32);
          LongVector uOdds = u.reinterpretAsLongs().lanewise(LSHR, 32);
          LongVector vEvens = v.reinterpretAsLongs().and(U32);
          LongVector vOdds = v.reinterpretAsLongs().lanewise(LSHR, 32);
          evens = uEvens.mul(leftQuotient).add(vEvens.mul(rightQuotient));
          odds = uOdds.mul(leftQuotient).add(vOdds.mul(rightQuotient));
          q = evens.lanewise(LSHR, 32).reinterpretAsInts().blend(odds.reinterpretAsInts(), ODD);
          t = u.mul(leftFactor).add(v.mul(rightFactor)).sub(q.mul(P));
          t.lanewise(UMIN, t.sub(P)).intoArray(dst, d + dstPart + i);

          // z·(left·(x0 − x1) − right·(x2 − x3))
          evens = uEvens.mul(zLeftQuotient).add(vEvens.mul(minusZRightQuotient));
          odds = uOdds.mul(zLeftQuotient).add(vOdds.mul(minusZRightQuotient));
          q = evens.lanewise(LSHR, 32).reinterpretAsInts().blend(odds.reinterpretAsInts(), ODD);
          t = u.mul(zLeftFactor).add(v.mul(minusZRightFactor)).sub(q.mul(P));
          t.lanewise(UMIN, t.sub(P)).intoArray(dst, d + 3 * dstPart + i);
        }
        if (whole < length) {
          ScalarNttKernels.inverseQuad(
              src,
              s + whole,
              srcPart,
              dst,
              d + whole,
              dstPart,
              length - whole,
              twiddles,
              node + block);
        }
      }
    }
  }
}
