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
 * <p><b>Bounds.</b> {@code b} may be any unsigned 32-bit number: {@code b·z < 2^32·p} and {@code
 * q·p < 2^32·p}, so the quotient by {@code 2^32} lies in {@code (−p, p)}, and one unsigned minimum
 * with itself plus {@code p} makes it canonical. Therefore a sum or difference that only goes into
 * a product is not reduced: {@code a + b < 2p < 2^32}, and {@code a − b + p} lies in {@code (0,
 * 2p)}.
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
      int zLeft = twiddles[2 * (node + block)];
      int zRight = twiddles[2 * (node + block) + 1];
      LongVector zLong = LongVector.broadcast(LONGS, z);
      LongVector leftLong = LongVector.broadcast(LONGS, zLeft);
      LongVector rightLong = LongVector.broadcast(LONGS, zRight);
      IntVector zMu = IntVector.broadcast(INTS, z * MU);
      IntVector leftMu = IntVector.broadcast(INTS, zLeft * MU);
      IntVector rightMu = IntVector.broadcast(INTS, zRight * MU);
      for (int r = 0; r < rows; r++) {
        int s = srcAt + 4 * block * srcPart + r * srcStride;
        int d = dstAt + 4 * block * dstPart + r * dstStride;
        for (int i = 0; i < whole; i += INT_LANES) {
          IntVector third = IntVector.fromArray(INTS, src, s + 2 * srcPart + i);
          LongVector l = third.reinterpretAsLongs();
          LongVector q = third.mul(zMu).reinterpretAsLongs();
          LongVector even = l.and(U32).mul(zLong).sub(q.and(U32).mul(p));
          LongVector odd = l.lanewise(LSHR, 32).mul(zLong).sub(q.lanewise(LSHR, 32).mul(p));
          IntVector t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t = t.lanewise(UMIN, t.add(P));
          IntVector first = IntVector.fromArray(INTS, src, s + i);
          IntVector left = first.add(t);
          left = left.lanewise(UMIN, left.sub(P));
          IntVector right = first.sub(t);
          right = right.lanewise(UMIN, right.add(P));

          IntVector fourth = IntVector.fromArray(INTS, src, s + 3 * srcPart + i);
          l = fourth.reinterpretAsLongs();
          q = fourth.mul(zMu).reinterpretAsLongs();
          even = l.and(U32).mul(zLong).sub(q.and(U32).mul(p));
          odd = l.lanewise(LSHR, 32).mul(zLong).sub(q.lanewise(LSHR, 32).mul(p));
          t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t = t.lanewise(UMIN, t.add(P));
          IntVector second = IntVector.fromArray(INTS, src, s + srcPart + i);
          IntVector sum = second.add(t);
          IntVector difference = second.sub(t).add(P);

          l = sum.reinterpretAsLongs();
          q = sum.mul(leftMu).reinterpretAsLongs();
          even = l.and(U32).mul(leftLong).sub(q.and(U32).mul(p));
          odd = l.lanewise(LSHR, 32).mul(leftLong).sub(q.lanewise(LSHR, 32).mul(p));
          t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t = t.lanewise(UMIN, t.add(P));
          IntVector x = left.add(t);
          x.lanewise(UMIN, x.sub(P)).intoArray(dst, d + i);
          x = left.sub(t);
          x.lanewise(UMIN, x.add(P)).intoArray(dst, d + dstPart + i);

          l = difference.reinterpretAsLongs();
          q = difference.mul(rightMu).reinterpretAsLongs();
          even = l.and(U32).mul(rightLong).sub(q.and(U32).mul(p));
          odd = l.lanewise(LSHR, 32).mul(rightLong).sub(q.lanewise(LSHR, 32).mul(p));
          t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          t = t.lanewise(UMIN, t.add(P));
          x = right.add(t);
          x.lanewise(UMIN, x.sub(P)).intoArray(dst, d + 2 * dstPart + i);
          x = right.sub(t);
          x.lanewise(UMIN, x.add(P)).intoArray(dst, d + 3 * dstPart + i);
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
      int zLeft = twiddles[2 * (node + block)];
      int zRight = twiddles[2 * (node + block) + 1];
      LongVector zLong = LongVector.broadcast(LONGS, z);
      LongVector leftLong = LongVector.broadcast(LONGS, zLeft);
      LongVector rightLong = LongVector.broadcast(LONGS, zRight);
      IntVector zMu = IntVector.broadcast(INTS, z * MU);
      IntVector leftMu = IntVector.broadcast(INTS, zLeft * MU);
      IntVector rightMu = IntVector.broadcast(INTS, zRight * MU);
      for (int r = 0; r < rows; r++) {
        int s = srcAt + 4 * block * srcPart + r * srcStride;
        int d = dstAt + 4 * block * dstPart + r * dstStride;
        for (int i = 0; i < whole; i += INT_LANES) {
          IntVector a = IntVector.fromArray(INTS, src, s + i);
          IntVector b = IntVector.fromArray(INTS, src, s + srcPart + i);
          IntVector left = a.add(b);
          left = left.lanewise(UMIN, left.sub(P));
          IntVector difference = a.sub(b).add(P);
          LongVector l = difference.reinterpretAsLongs();
          LongVector q = difference.mul(leftMu).reinterpretAsLongs();
          LongVector even = l.and(U32).mul(leftLong).sub(q.and(U32).mul(p));
          LongVector odd = l.lanewise(LSHR, 32).mul(leftLong).sub(q.lanewise(LSHR, 32).mul(p));
          IntVector leftTerm = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          leftTerm = leftTerm.lanewise(UMIN, leftTerm.add(P));

          a = IntVector.fromArray(INTS, src, s + 2 * srcPart + i);
          b = IntVector.fromArray(INTS, src, s + 3 * srcPart + i);
          IntVector right = a.add(b);
          right = right.lanewise(UMIN, right.sub(P));
          difference = a.sub(b).add(P);
          l = difference.reinterpretAsLongs();
          q = difference.mul(rightMu).reinterpretAsLongs();
          even = l.and(U32).mul(rightLong).sub(q.and(U32).mul(p));
          odd = l.lanewise(LSHR, 32).mul(rightLong).sub(q.lanewise(LSHR, 32).mul(p));
          IntVector rightTerm = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          rightTerm = rightTerm.lanewise(UMIN, rightTerm.add(P));

          IntVector x = left.add(right);
          x.lanewise(UMIN, x.sub(P)).intoArray(dst, d + i);
          x = leftTerm.add(rightTerm);
          x.lanewise(UMIN, x.sub(P)).intoArray(dst, d + dstPart + i);

          difference = left.sub(right).add(P);
          l = difference.reinterpretAsLongs();
          q = difference.mul(zMu).reinterpretAsLongs();
          even = l.and(U32).mul(zLong).sub(q.and(U32).mul(p));
          odd = l.lanewise(LSHR, 32).mul(zLong).sub(q.lanewise(LSHR, 32).mul(p));
          x = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          x.lanewise(UMIN, x.add(P)).intoArray(dst, d + 2 * dstPart + i);

          difference = leftTerm.sub(rightTerm).add(P);
          l = difference.reinterpretAsLongs();
          q = difference.mul(zMu).reinterpretAsLongs();
          even = l.and(U32).mul(zLong).sub(q.and(U32).mul(p));
          odd = l.lanewise(LSHR, 32).mul(zLong).sub(q.lanewise(LSHR, 32).mul(p));
          x = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
          x.lanewise(UMIN, x.add(P)).intoArray(dst, d + 3 * dstPart + i);
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
