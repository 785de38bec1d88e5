package network.akashi.math;

/**
 * Runs all levels of one tile, with the working memory for that; one thread at a time.
 *
 * <p>A tile comes from strided rows and goes to strided rows. Only its first layer reads the source
 * and only its last writes the target, so both trips through memory overlap with arithmetic; in
 * between it lies in {@link #work}, or in the target where that is contiguous. Layers run over the
 * whole tile until its blocks fit the first-level cache, and from there block by block.
 */
final class NttTile {
  /** Elements of a block that fits the first-level cache with room to spare: 16 KiB. */
  private static final int CACHED_ELEMENTS = 1 << 12;

  /** Room for the coefficients of a tile, for callers that transform them several times. */
  final int[] coefficients = new int[1 << NttPass.LOG_TILE];

  /** The heap of {@link Twiddles} that the transforms use. */
  final int[] twiddles = new int[1 << Twiddles.MAX_LOG_ROWS];

  private final NttKernels kernels;
  private final FieldKernels field;
  private final int[] work = new int[1 << NttPass.LOG_TILE];

  private int levels;
  private int columns;
  private int[] src = work;
  private int srcAt;
  private int srcStride;
  private int[] mid = work;
  private int midAt;
  private int[] dst = work;
  private int dstAt;
  private int dstStride;

  NttTile(MathProvider provider) {
    kernels = provider.ntt();
    field = provider.field();
  }

  /** The tile has {@code 2^levels} rows of {@code columns} elements. */
  NttTile shape(int levels, int columns) {
    this.levels = levels;
    this.columns = columns;
    return this;
  }

  /** Where its rows come from; every {@link #shape} needs a new one. */
  NttTile from(int[] array, int at, int stride) {
    src = array;
    srcAt = at;
    srcStride = stride;
    return this;
  }

  /** Where its rows go: the place they came from, or one apart from that. */
  NttTile to(int[] array, int at, int stride) {
    dst = array;
    dstAt = at;
    dstStride = stride;
    boolean contiguous = stride == columns;
    mid = contiguous ? array : work;
    midAt = contiguous ? at : 0;
    return this;
  }

  /** Polynomials modulo {@code X^m − σ^m}, down by {@code levels} levels of {@link #twiddles}. */
  void forward() {
    if (levels == 0) {
      copy();
      return;
    }
    int split = firstCachedLevel();
    for (int level = 0; level < split; level += radix(level)) {
      forward(level, 0, 1 << level);
    }
    for (int block = 0; block < 1 << split; block++) {
      for (int level = split; level < levels; level += radix(level)) {
        forward(level, block << (level - split), 1 << (level - split));
      }
    }
  }

  /**
   * With inverse twiddles, undoes {@link #forward} up to a factor of {@code 2^levels / scale}. May
   * change {@link #twiddles}.
   */
  void inverse(int scale) {
    // The layer at the root multiplies half of its results anyway.
    twiddles[1] = KoalaBear.mul(scale, twiddles[1]);
    inverse();
    if (scale == KoalaBear.ONE) {
      return;
    }
    int rows = 1 << levels >> 1;
    if (dstStride == columns) {
      field.scale(dst, dstAt, scale, dst, dstAt, rows * columns);
      return;
    }
    for (int row = 0; row < rows; row++) {
      int at = dstAt + row * dstStride;
      field.scale(dst, at, scale, dst, at, columns);
    }
  }

  private void inverse() {
    if (levels == 0) {
      copy();
      return;
    }
    int split = firstCachedLevel();
    for (int block = 0; block < 1 << split; block++) {
      for (int level = lastLayer(levels); level >= split; level = lastLayer(level)) {
        inverse(level, block << (level - split), 1 << (level - split));
      }
    }
    for (int level = lastLayer(split); level >= 0; level = lastLayer(level)) {
      inverse(level, 0, 1 << level);
    }
  }

  /** Layers take two levels each; where their number is odd, the first layer takes one. */
  private int radix(int level) {
    return level == 0 && (levels & 1) != 0 ? 1 : 2;
  }

  /** The level at which the layer that ends before {@code level} begins; negative if none does. */
  private int lastLayer(int level) {
    return level == 1 ? 0 : level - 2;
  }

  /** The level of a layer, not the first, from which on blocks are done one by one. */
  private int firstCachedLevel() {
    int level = radix(0);
    while (level < levels && columns << (levels - level) > CACHED_ELEMENTS) {
      level += 2;
    }
    return level;
  }

  private void forward(int level, int block, int blocks) {
    layer(level, block, blocks, level == 0, level + radix(level) == levels, false);
  }

  private void inverse(int level, int block, int blocks) {
    layer(level, block, blocks, level + radix(level) == levels, level == 0, true);
  }

  /** One layer over {@code blocks} neighbouring blocks of {@code level}. */
  private void layer(
      int level, int block, int blocks, boolean first, boolean last, boolean inverse) {
    int[] in = first ? src : mid;
    int inStride = first ? srcStride : columns;
    int[] out = last ? dst : mid;
    int outStride = last ? dstStride : columns;

    int firstRow = block << (levels - level);
    int inAt = (first ? srcAt : midAt) + firstRow * inStride;
    int outAt = (last ? dstAt : midAt) + firstRow * outStride;

    int rows = 1 << (levels - level - radix(level));
    int length = columns;
    if (inStride == columns && outStride == columns) {
      length = rows * columns;
      inStride = length;
      outStride = length;
      rows = 1;
    }
    int node = (1 << level) + block;
    if (radix(level) == 2) {
      if (inverse) {
        kernels.inverse4(
            in, inAt, inStride, out, outAt, outStride, rows, length, blocks, twiddles, node);
      } else {
        kernels.forward4(
            in, inAt, inStride, out, outAt, outStride, rows, length, blocks, twiddles, node);
      }
    } else if (inverse) {
      kernels.inverse2(
          in, inAt, inStride, out, outAt, outStride, rows, length, blocks, twiddles, node);
    } else {
      kernels.forward2(
          in, inAt, inStride, out, outAt, outStride, rows, length, blocks, twiddles, node);
    }
  }

  /** Just moves the rows. */
  void copy() {
    for (int row = 0; row < 1 << levels; row++) {
      System.arraycopy(src, srcAt + row * srcStride, dst, dstAt + row * dstStride, columns);
    }
  }
}
