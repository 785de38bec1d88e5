package network.akashi.math;

import java.util.ArrayDeque;

/** Lends {@link NttTile}s to threads; makes one only when all are lent. */
final class NttTiles {
  /** What to do with tile {@code index} of a pass. */
  @FunctionalInterface
  interface Body {
    void run(NttTile tile, int index);
  }

  private final MathProvider provider;
  private final ArrayDeque<NttTile> idle = new ArrayDeque<>();

  NttTiles(MathProvider provider) {
    this.provider = provider;
  }

  /** Runs {@code body} for {@code 0 ≤ index < count}, each time with a tile of its own. */
  void forEach(Parallel parallel, int count, Body body) {
    parallel.forEach(
        count,
        1,
        (from, to, _) -> {
          NttTile tile = take();
          try {
            for (int index = from; index < to; index++) {
              body.run(tile, index);
            }
          } finally {
            give(tile);
          }
        });
  }

  private NttTile take() {
    synchronized (idle) {
      NttTile tile = idle.poll();
      if (tile != null) {
        return tile;
      }
    }
    return new NttTile(provider);
  }

  private void give(NttTile tile) {
    synchronized (idle) {
      idle.push(tile);
    }
  }
}
