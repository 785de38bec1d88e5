package network.akashi.math;

/**
 * Layers of butterflies, the inner loops of {@link Ntt}.
 *
 * <p>A layer works on {@code blocks} blocks that lie one after the other, each of 2 or 4 equal
 * <em>parts</em> of {@code rows} rows; a row is {@code length} contiguous elements, and rows are
 * {@code stride} apart. So element {@code i} of row {@code r} of part {@code k} of block {@code b}
 * is
 *
 * <pre>  array[at + ((parts·b + k)·rows + r)·stride + i]</pre>
 *
 * <p>Source and target each have their array, offset and stride; they are the same place or share
 * nothing. The twiddles of a tile form a binary heap (see {@link Twiddles}): the block {@code b} of
 * a layer of two parts uses node {@code node + b}, one of four parts uses that node and its two
 * children.
 *
 * <p>All elements are canonical before and after.
 */
abstract sealed class NttKernels permits ScalarNttKernels, VectorNttKernels {
  NttKernels() {}

  /** Two parts {@code (a, b)} become {@code (a + z·b, a − z·b)}. */
  abstract void forward2(
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
      int node);

  /** Two layers of {@link #forward2} in one: the block, then its two halves. */
  abstract void forward4(
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
      int node);

  /** Two parts {@code (a, b)} become {@code (a + b, z·(a − b))}. */
  abstract void inverse2(
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
      int node);

  /** Two layers of {@link #inverse2} in one: the two halves of the block, then the block. */
  abstract void inverse4(
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
      int node);
}
