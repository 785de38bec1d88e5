package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static network.akashi.math.KoalaBear.MU;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.INTS;
import static network.akashi.math.VectorConstants.INT_LANES;
import static network.akashi.math.VectorConstants.LONGS;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/**
 * Butterflies on whole vectors, the twiddle in every lane; what does not fill a vector is done one
 * by one.
 *
 * <p><b>Product with a twiddle.</b> With {@code zMu = z·p^-1 mod 2^32} known beforehand, the
 * Montgomery quotients of all lanes are one 32-bit product, {@code q = b·zMu}; then {@code b·z −
 * q·p} is taken in 64 bits for even and odd lanes apart. It ends in 32 zero bits, so the halves
 * merge by a shift and an or.
 *
 * <p><b>Two layers at once.</b> Of four parts, the two layers make
 *
 * <pre>
 *   (x0 + z·x2) ± left·(x1 + z·x3)        (x0 − z·x2) ± right·(x1 − z·x3)
 * </pre>
 *
 * and {@code left·x1 + (left·z)·x3} is one sum of two 64-bit products with one reduction, like its
 * sister. That is five products but three reductions instead of four of each; more to the point,
 * the three do not wait for each other.
 *
 * <p><b>Bounds.</b> A lone factor {@code b} may be any unsigned 32-bit number: {@code b·z < 2^32·p}
 * and {@code q·p < 2^32·p}, so the difference over {@code 2^32} lies in {@code (−p, p)}, and one
 * unsigned minimum with itself plus {@code p} makes it canonical. Hence a difference that only goes
 * into one product stays at {@code a − b + p}, in {@code (0, 2p)}. A sum of two products needs
 * canonical factors: it is below {@code 2p² < 2^32·p}, and the same holds.
 *
 * <p>The bodies are written out flat; see {@link VectorConstants} for what helpers would cost.
 */
final class VectorNttKernels extends NttKernels {
  private static final long U32 = 0xffff_ffffL;

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
    LongVector p = LongVector.broadcast(LONGS, P);
    int srcPart = rows * srcStride;
    int dstPart = rows * dstStride;
    int whole = INTS.loopBound(length);
    for (int block = 0; block < blocks; block++) {
      int z = twiddles[node + block];
      LongVector zLong = LongVector.broadcast(LONGS, z);
      IntVector zMu = IntVector.broadcast(INTS, z * MU);
      for (int r = 0; r < rows; r++) {
        int s = srcAt + 2 * block * srcPart + r * srcStride;
        int d = dstAt + 2 * block * dstPart + r * dstStride;
        for (int i = 0; i < whole; i += INT_LANES) {
          IntVector a = IntVector.fromArray(INTS, src, s + i);
          IntVector b = IntVector.fromArray(INTS, src, s + srcPart + i);
          LongVector l = b.reinterpretAsLongs();
          LongVector q = b.mul(zMu).reinterpretAsLongs();
          LongVector even = l.and(U32).mul(zLong).sub(q.and(U32).mul(p));
          LongVector odd = l.lanewise(LSHR, 32).mul(zLong).sub(q.lanewise(LSHR, 32).mul(p));
          IntVector t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t = t.lanewise(UMIN, t.add(P));
          IntVector sum = a.add(t);
          IntVector difference = a.sub(t);
          sum.lanewise(UMIN, sum.sub(P)).intoArray(dst, d + i);
          difference.lanewise(UMIN, difference.add(P)).intoArray(dst, d + dstPart + i);
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
    LongVector p = LongVector.broadcast(LONGS, P);
    int srcPart = rows * srcStride;
    int dstPart = rows * dstStride;
    int whole = INTS.loopBound(length);
    for (int block = 0; block < blocks; block++) {
      int z = twiddles[node + block];
      int left = twiddles[2 * (node + block)];
      int right = twiddles[2 * (node + block) + 1];
      int zLeft = KoalaBear.mul(z, left);
      int minusZRight = KoalaBear.neg(KoalaBear.mul(z, right));
      LongVector zLong = LongVector.broadcast(LONGS, z);
      LongVector leftLong = LongVector.broadcast(LONGS, left);
      LongVector rightLong = LongVector.broadcast(LONGS, right);
      LongVector zLeftLong = LongVector.broadcast(LONGS, zLeft);
      LongVector minusZRightLong = LongVector.broadcast(LONGS, minusZRight);
      IntVector zMu = IntVector.broadcast(INTS, z * MU);
      IntVector leftMu = IntVector.broadcast(INTS, left * MU);
      IntVector rightMu = IntVector.broadcast(INTS, right * MU);
      IntVector zLeftMu = IntVector.broadcast(INTS, zLeft * MU);
      IntVector minusZRightMu = IntVector.broadcast(INTS, minusZRight * MU);
      for (int r = 0; r < rows; r++) {
        int s = srcAt + 4 * block * srcPart + r * srcStride;
        int d = dstAt + 4 * block * dstPart + r * dstStride;
        for (int i = 0; i < whole; i += INT_LANES) {
          IntVector x0 = IntVector.fromArray(INTS, src, s + i);
          IntVector x1 = IntVector.fromArray(INTS, src, s + srcPart + i);
          IntVector x2 = IntVector.fromArray(INTS, src, s + 2 * srcPart + i);
          IntVector x3 = IntVector.fromArray(INTS, src, s + 3 * srcPart + i);

          // z·x2
          LongVector l = x2.reinterpretAsLongs();
          LongVector q = x2.mul(zMu).reinterpretAsLongs();
          LongVector even = l.and(U32).mul(zLong).sub(q.and(U32).mul(p));
          LongVector odd = l.lanewise(LSHR, 32).mul(zLong).sub(q.lanewise(LSHR, 32).mul(p));
          IntVector t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t = t.lanewise(UMIN, t.add(P));
          IntVector sum = x0.add(t);
          sum = sum.lanewise(UMIN, sum.sub(P));
          IntVector difference = x0.sub(t);
          difference = difference.lanewise(UMIN, difference.add(P));

          // left·(x1 + z·x3)
          l = x1.reinterpretAsLongs();
          LongVector l3 = x3.reinterpretAsLongs();
          LongVector x1Even = l.and(U32);
          LongVector x1Odd = l.lanewise(LSHR, 32);
          LongVector x3Even = l3.and(U32);
          LongVector x3Odd = l3.lanewise(LSHR, 32);
          q = x1.mul(leftMu).add(x3.mul(zLeftMu)).reinterpretAsLongs();
          even = x1Even.mul(leftLong).add(x3Even.mul(zLeftLong)).sub(q.and(U32).mul(p));
          odd = x1Odd.mul(leftLong).add(x3Odd.mul(zLeftLong)).sub(q.lanewise(LSHR, 32).mul(p));
          t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t = t.lanewise(UMIN, t.add(P));
          IntVector y = sum.add(t);
          y.lanewise(UMIN, y.sub(P)).intoArray(dst, d + i);
          y = sum.sub(t);
          y.lanewise(UMIN, y.add(P)).intoArray(dst, d + dstPart + i);

          // right·(x1 − z·x3)
          q = x1.mul(rightMu).add(x3.mul(minusZRightMu)).reinterpretAsLongs();
          even = x1Even.mul(rightLong).add(x3Even.mul(minusZRightLong)).sub(q.and(U32).mul(p));
          odd =
              x1Odd.mul(rightLong).add(x3Odd.mul(minusZRightLong)).sub(q.lanewise(LSHR, 32).mul(p));
          t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t = t.lanewise(UMIN, t.add(P));
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
    LongVector p = LongVector.broadcast(LONGS, P);
    int srcPart = rows * srcStride;
    int dstPart = rows * dstStride;
    int whole = INTS.loopBound(length);
    for (int block = 0; block < blocks; block++) {
      int z = twiddles[node + block];
      LongVector zLong = LongVector.broadcast(LONGS, z);
      IntVector zMu = IntVector.broadcast(INTS, z * MU);
      for (int r = 0; r < rows; r++) {
        int s = srcAt + 2 * block * srcPart + r * srcStride;
        int d = dstAt + 2 * block * dstPart + r * dstStride;
        for (int i = 0; i < whole; i += INT_LANES) {
          IntVector a = IntVector.fromArray(INTS, src, s + i);
          IntVector b = IntVector.fromArray(INTS, src, s + srcPart + i);
          IntVector sum = a.add(b);
          sum.lanewise(UMIN, sum.sub(P)).intoArray(dst, d + i);
          IntVector difference = a.sub(b).add(P);
          LongVector l = difference.reinterpretAsLongs();
          LongVector q = difference.mul(zMu).reinterpretAsLongs();
          LongVector even = l.and(U32).mul(zLong).sub(q.and(U32).mul(p));
          LongVector odd = l.lanewise(LSHR, 32).mul(zLong).sub(q.lanewise(LSHR, 32).mul(p));
          IntVector t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t.lanewise(UMIN, t.add(P)).intoArray(dst, d + dstPart + i);
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
    LongVector p = LongVector.broadcast(LONGS, P);
    int srcPart = rows * srcStride;
    int dstPart = rows * dstStride;
    int whole = INTS.loopBound(length);
    for (int block = 0; block < blocks; block++) {
      int z = twiddles[node + block];
      int left = twiddles[2 * (node + block)];
      int right = twiddles[2 * (node + block) + 1];
      int zLeft = KoalaBear.mul(z, left);
      int minusZRight = KoalaBear.neg(KoalaBear.mul(z, right));
      LongVector zLong = LongVector.broadcast(LONGS, z);
      LongVector leftLong = LongVector.broadcast(LONGS, left);
      LongVector rightLong = LongVector.broadcast(LONGS, right);
      LongVector zLeftLong = LongVector.broadcast(LONGS, zLeft);
      LongVector minusZRightLong = LongVector.broadcast(LONGS, minusZRight);
      IntVector zMu = IntVector.broadcast(INTS, z * MU);
      IntVector leftMu = IntVector.broadcast(INTS, left * MU);
      IntVector rightMu = IntVector.broadcast(INTS, right * MU);
      IntVector zLeftMu = IntVector.broadcast(INTS, zLeft * MU);
      IntVector minusZRightMu = IntVector.broadcast(INTS, minusZRight * MU);
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
          LongVector l = difference.reinterpretAsLongs();
          LongVector q = difference.mul(zMu).reinterpretAsLongs();
          LongVector even = l.and(U32).mul(zLong).sub(q.and(U32).mul(p));
          LongVector odd = l.lanewise(LSHR, 32).mul(zLong).sub(q.lanewise(LSHR, 32).mul(p));
          IntVector t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t.lanewise(UMIN, t.add(P)).intoArray(dst, d + 2 * dstPart + i);

          // left·(x0 − x1) + right·(x2 − x3)
          IntVector u = x0.sub(x1);
          u = u.lanewise(UMIN, u.add(P));
          IntVector v = x2.sub(x3);
          v = v.lanewise(UMIN, v.add(P));
          l = u.reinterpretAsLongs();
          LongVector lv = v.reinterpretAsLongs();
          LongVector uEven = l.and(U32);
          LongVector uOdd = l.lanewise(LSHR, 32);
          LongVector vEven = lv.and(U32);
          LongVector vOdd = lv.lanewise(LSHR, 32);
          q = u.mul(leftMu).add(v.mul(rightMu)).reinterpretAsLongs();
          even = uEven.mul(leftLong).add(vEven.mul(rightLong)).sub(q.and(U32).mul(p));
          odd = uOdd.mul(leftLong).add(vOdd.mul(rightLong)).sub(q.lanewise(LSHR, 32).mul(p));
          t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t.lanewise(UMIN, t.add(P)).intoArray(dst, d + dstPart + i);

          // z·(left·(x0 − x1) − right·(x2 − x3))
          q = u.mul(zLeftMu).add(v.mul(minusZRightMu)).reinterpretAsLongs();
          even = uEven.mul(zLeftLong).add(vEven.mul(minusZRightLong)).sub(q.and(U32).mul(p));
          odd = uOdd.mul(zLeftLong).add(vOdd.mul(minusZRightLong)).sub(q.lanewise(LSHR, 32).mul(p));
          t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t.lanewise(UMIN, t.add(P)).intoArray(dst, d + 3 * dstPart + i);
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

  @Override
  void scale(int[] src, int srcAt, int[] dst, int dstAt, int count, int factor) {
    LongVector p = LongVector.broadcast(LONGS, P);
    LongVector zLong = LongVector.broadcast(LONGS, factor);
    IntVector zMu = IntVector.broadcast(INTS, factor * MU);
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += INT_LANES) {
      IntVector b = IntVector.fromArray(INTS, src, srcAt + i);
      LongVector l = b.reinterpretAsLongs();
      LongVector q = b.mul(zMu).reinterpretAsLongs();
      LongVector even = l.and(U32).mul(zLong).sub(q.and(U32).mul(p));
      LongVector odd = l.lanewise(LSHR, 32).mul(zLong).sub(q.lanewise(LSHR, 32).mul(p));
      IntVector t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
      t.lanewise(UMIN, t.add(P)).intoArray(dst, dstAt + i);
    }
    for (int i = whole; i < count; i++) {
      dst[dstAt + i] = KoalaBear.mul(factor, src[srcAt + i]);
    }
  }
}
