package network.akashi.math;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pool of {@code int[]} that outlives single pieces of work, so that work which is done again and
 * again allocates only the first time.
 *
 * <p>Arrays are lent through an {@link Arena}, which gives back all it took when it is closed. Idle
 * arrays are kept by exact length until {@link #trim} or {@link #close}. Safe for several threads.
 *
 * <pre>{@code
 * try (IntBuffers.Arena arena = buffers.arena()) {
 *   int[] rows = arena.ints(1 << 20);   // contents undefined
 *   …
 * }                                     // rows may not be touched from here on
 * }</pre>
 */
public final class IntBuffers implements AutoCloseable {
  private final Map<Integer, ArrayDeque<int[]>> idle = new HashMap<>();
  private long idleBytes;
  private long bytesInUse;
  private long peakBytes;
  private int openArenas;
  private boolean closed;

  /** Begins a piece of work that borrows arrays. */
  public synchronized Arena arena() {
    checkOpen();
    openArenas++;
    return new Arena(this);
  }

  /** Bytes of the arrays now lent out. */
  public synchronized long bytesInUse() {
    return bytesInUse;
  }

  /** The most {@link #bytesInUse} has been. */
  public synchronized long peakBytes() {
    return peakBytes;
  }

  /** Bytes of the arrays kept for later. */
  public synchronized long idleBytes() {
    return idleBytes;
  }

  /** Lets go of all idle arrays. */
  public synchronized void trim() {
    idle.clear();
    idleBytes = 0;
  }

  /**
   * Lets go of everything; no arena can be opened any more.
   *
   * @throws IllegalStateException if an arena is still open
   */
  @Override
  public synchronized void close() {
    if (openArenas != 0) {
      throw new IllegalStateException(
          "%d arenas are still open and hold %d bytes".formatted(openArenas, bytesInUse));
    }
    closed = true;
    trim();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("these buffers are closed");
    }
  }

  private synchronized int[] take(int length) {
    ArrayDeque<int[]> sameLength = idle.get(length);
    int[] array = sameLength == null ? null : sameLength.poll();
    if (array == null) {
      array = new int[length];
    } else {
      idleBytes -= bytes(length);
    }
    bytesInUse += bytes(length);
    peakBytes = Math.max(peakBytes, bytesInUse);
    return array;
  }

  private synchronized void give(int[] array) {
    idle.computeIfAbsent(array.length, _ -> new ArrayDeque<>()).push(array);
    idleBytes += bytes(array.length);
    bytesInUse -= bytes(array.length);
  }

  private synchronized void arenaClosed() {
    openArenas--;
  }

  private static long bytes(int length) {
    return (long) Integer.BYTES * length;
  }

  /**
   * One piece of work's borrowed arrays. Belongs to the thread that opened it; the arrays may be
   * used by any.
   */
  public static final class Arena implements AutoCloseable {
    private final IntBuffers buffers;
    private @Nullable ArrayDeque<int[]> lent = new ArrayDeque<>();

    private Arena(IntBuffers buffers) {
      this.buffers = buffers;
    }

    /**
     * An array of exactly {@code length} ints with undefined contents.
     *
     * @throws IllegalStateException if this arena is closed
     */
    public int[] ints(int length) {
      Checks.atLeast("length", length, 0);
      ArrayDeque<int[]> open = open();
      int[] array = buffers.take(length);
      open.push(array);
      return array;
    }

    /**
     * {@code length} extension elements with undefined contents.
     *
     * @throws IllegalStateException if this arena is closed
     */
    public Ext5Array ext(int length) {
      Checks.atLeast("length", length, 0);
      return Ext5Array.over(ints(Ext5Array.intsFor(length)), length);
    }

    /**
     * Gives one array back early, usually the last one borrowed.
     *
     * @throws IllegalArgumentException if {@code array} is not on loan from this arena
     */
    public void giveBack(int[] array) {
      // Identity, not equality: ArrayDeque compares with equals, which arrays inherit from Object.
      if (!open().remove(array)) {
        throw new IllegalArgumentException(
            "array: this array of %d is not on loan from this arena".formatted(array.length));
      }
      buffers.give(array);
    }

    /** Gives everything back; harmless when repeated. */
    @Override
    public void close() {
      ArrayDeque<int[]> open = lent;
      if (open != null) {
        lent = null;
        open.forEach(buffers::give);
        buffers.arenaClosed();
      }
    }

    private ArrayDeque<int[]> open() {
      ArrayDeque<int[]> open = lent;
      if (open == null) {
        throw new IllegalStateException("this arena is closed");
      }
      return open;
    }
  }
}
