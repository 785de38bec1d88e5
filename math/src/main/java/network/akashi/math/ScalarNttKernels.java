package network.akashi.math;

import static network.akashi.math.KoalaBear.add;
import static network.akashi.math.KoalaBear.mul;
import static network.akashi.math.KoalaBear.sub;

/** The readable reference; its static loops also do what is left over after whole vectors. */
final class ScalarNttKernels extends NttKernels {
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
    for (int b = 0; b < blocks; b++) {
      for (int r = 0; r < rows; r++) {
        int row = 2 * b * rows + r;
        forwardPair(
            src,
            srcAt + row * srcStride,
            rows * srcStride,
            dst,
            dstAt + row * dstStride,
            rows * dstStride,
            length,
            twiddles[node + b]);
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
    for (int b = 0; b < blocks; b++) {
      for (int r = 0; r < rows; r++) {
        int row = 4 * b * rows + r;
        forwardQuad(
            src,
            srcAt + row * srcStride,
            rows * srcStride,
            dst,
            dstAt + row * dstStride,
            rows * dstStride,
            length,
            twiddles,
            node + b);
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
    for (int b = 0; b < blocks; b++) {
      for (int r = 0; r < rows; r++) {
        int row = 2 * b * rows + r;
        inversePair(
            src,
            srcAt + row * srcStride,
            rows * srcStride,
            dst,
            dstAt + row * dstStride,
            rows * dstStride,
            length,
            twiddles[node + b]);
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
    for (int b = 0; b < blocks; b++) {
      for (int r = 0; r < rows; r++) {
        int row = 4 * b * rows + r;
        inverseQuad(
            src,
            srcAt + row * srcStride,
            rows * srcStride,
            dst,
            dstAt + row * dstStride,
            rows * dstStride,
            length,
            twiddles,
            node + b);
      }
    }
  }

  /** One pair of rows; {@code srcPart} and {@code dstPart} lead from a part to the next. */
  static void forwardPair(
      int[] src, int srcAt, int srcPart, int[] dst, int dstAt, int dstPart, int length, int z) {
    for (int i = 0; i < length; i++) {
      int a = src[srcAt + i];
      int b = mul(z, src[srcAt + srcPart + i]);
      dst[dstAt + i] = add(a, b);
      dst[dstAt + dstPart + i] = sub(a, b);
    }
  }

  /** One quadruple of rows: the twiddles are {@code node} and its two children. */
  static void forwardQuad(
      int[] src,
      int srcAt,
      int srcPart,
      int[] dst,
      int dstAt,
      int dstPart,
      int length,
      int[] twiddles,
      int node) {
    int z = twiddles[node];
    int zLeft = twiddles[2 * node];
    int zRight = twiddles[2 * node + 1];
    for (int i = 0; i < length; i++) {
      int a = src[srcAt + i];
      int b = src[srcAt + srcPart + i];
      int c = mul(z, src[srcAt + 2 * srcPart + i]);
      int d = mul(z, src[srcAt + 3 * srcPart + i]);
      int left = add(a, c);
      int right = sub(a, c);
      int leftTerm = mul(zLeft, add(b, d));
      int rightTerm = mul(zRight, sub(b, d));
      dst[dstAt + i] = add(left, leftTerm);
      dst[dstAt + dstPart + i] = sub(left, leftTerm);
      dst[dstAt + 2 * dstPart + i] = add(right, rightTerm);
      dst[dstAt + 3 * dstPart + i] = sub(right, rightTerm);
    }
  }

  /** Undoes {@link #forwardPair} up to a factor of two, given the inverse twiddle. */
  static void inversePair(
      int[] src, int srcAt, int srcPart, int[] dst, int dstAt, int dstPart, int length, int z) {
    for (int i = 0; i < length; i++) {
      int a = src[srcAt + i];
      int b = src[srcAt + srcPart + i];
      dst[dstAt + i] = add(a, b);
      dst[dstAt + dstPart + i] = mul(z, sub(a, b));
    }
  }

  /** Undoes {@link #forwardQuad} up to a factor of four, given the inverse twiddles. */
  static void inverseQuad(
      int[] src,
      int srcAt,
      int srcPart,
      int[] dst,
      int dstAt,
      int dstPart,
      int length,
      int[] twiddles,
      int node) {
    int z = twiddles[node];
    int zLeft = twiddles[2 * node];
    int zRight = twiddles[2 * node + 1];
    for (int i = 0; i < length; i++) {
      int a = src[srcAt + i];
      int b = src[srcAt + srcPart + i];
      int c = src[srcAt + 2 * srcPart + i];
      int d = src[srcAt + 3 * srcPart + i];
      int left = add(a, b);
      int right = add(c, d);
      int leftTerm = mul(zLeft, sub(a, b));
      int rightTerm = mul(zRight, sub(c, d));
      dst[dstAt + i] = add(left, right);
      dst[dstAt + dstPart + i] = add(leftTerm, rightTerm);
      dst[dstAt + 2 * dstPart + i] = mul(z, sub(left, right));
      dst[dstAt + 3 * dstPart + i] = mul(z, sub(leftTerm, rightTerm));
    }
  }
}
