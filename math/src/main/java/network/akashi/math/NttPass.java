package network.akashi.math;

import java.util.ArrayList;
import java.util.List;

/**
 * One trip of a transform through memory: {@code levels} levels of the reduction tree below {@code
 * firstLevel}, done tile by tile so that all of them happen in the cache.
 *
 * <p>At {@code firstLevel} the matrix is {@code 2^firstLevel} blocks. A block is seen as {@code
 * 2^levels} rows of {@code stride} elements (a row here is many rows of the matrix), of which a
 * tile takes {@code chunk} neighbouring columns:
 *
 * <pre>
 *              ◂───────────── stride ─────────────▸
 *            ┌────────┬────────┬────────┬────────┐ ▴
 *    block 0 │ tile 0 │ tile 1 │ tile 2 │ tile 3 │ 2^levels rows
 *            ├────────┼────────┼────────┼────────┤ ▾
 *    block 1 │ tile 4 │ tile 5 │ tile 6 │ tile 7 │
 *            └────────┴────────┴────────┴────────┘
 *              ◂chunk─▸
 * </pre>
 *
 * @param stride elements from a row to the next
 * @param chunk columns of a tile; when that is all of them, a tile is contiguous memory
 */
record NttPass(int firstLevel, int levels, int stride, int chunk) {
  /** Elements of a tile: 512 KiB, half of a second-level cache. */
  static final int LOG_TILE = 17;

  /**
   * Rows of a strided tile; leaves pieces of 128 elements, eight cache lines, to fetch and store.
   */
  static final int MAX_LOG_STRIDED_ROWS = 10;

  int rows() {
    return 1 << levels;
  }

  int tilesPerBlock() {
    return Math.ceilDiv(stride, chunk);
  }

  int tiles() {
    return tilesPerBlock() << firstLevel;
  }

  /** The block that tile {@code tile} is in. */
  int block(int tile) {
    return tile / tilesPerBlock();
  }

  /** First column of tile {@code tile}. */
  int column(int tile) {
    return tile % tilesPerBlock() * chunk;
  }

  /** Columns of the tile that begins at {@code column}: {@code chunk}, or what is left. */
  int columns(int column) {
    return Math.min(chunk, stride - column);
  }

  boolean contiguous() {
    return chunk == stride;
  }

  /**
   * The passes of a transform of {@code 2^logRows} rows of {@code width}, first one first; one pass
   * at least. The last one takes as many levels as fit a contiguous tile; the others share the
   * rest.
   */
  static List<NttPass> plan(int logRows, int width) {
    int logWidth = Integer.SIZE - Integer.numberOfLeadingZeros(width - 1);
    int last = Math.clamp(LOG_TILE - logWidth, 0, Math.min(logRows, Twiddles.MAX_LOG_ROWS));
    List<NttPass> passes = new ArrayList<>();
    int level = 0;
    for (int left = logRows - last; left > 0; left = logRows - last - level) {
      int levels = Math.ceilDiv(left, Math.ceilDiv(left, MAX_LOG_STRIDED_ROWS));
      passes.add(at(level, levels, logRows, width));
      level += levels;
    }
    if (last > 0 || logRows == 0) {
      passes.add(at(level, last, logRows, width));
    }
    return List.copyOf(passes);
  }

  private static NttPass at(int firstLevel, int levels, int logRows, int width) {
    int stride = width << (logRows - firstLevel - levels);
    return new NttPass(firstLevel, levels, stride, Math.min(stride, 1 << (LOG_TILE - levels)));
  }
}
