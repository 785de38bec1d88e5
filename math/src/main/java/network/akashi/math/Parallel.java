package network.akashi.math;

import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * Loops whose pieces run on several cores at once.
 *
 * <p>The calling thread takes part as worker 0, so a {@code Parallel} of {@code n} threads owns
 * {@code n − 1} helper threads, which live until {@link #close}. A loop is cut into chunks that
 * workers take one by one, so a slow core just takes fewer. A loop allocates one small object,
 * whatever its size.
 *
 * <ul>
 *   <li><b>Nesting:</b> a loop begun inside a chunk of the same {@code Parallel} runs its chunks in
 *       order on the thread that began it, with the same worker number.
 *   <li><b>Several callers:</b> loops begun by different threads take turns; never do two chunks
 *       run at the same time with the same worker number, so scratch memory per worker is safe.
 *   <li><b>Failure:</b> what a chunk throws is thrown to the caller once no chunk runs any more;
 *       chunks not yet begun are left out. Further failures are attached as suppressed.
 *   <li><b>Cancellation:</b> checked before each chunk; see {@link #cancelledBy}. Interrupts do not
 *       end a loop.
 * </ul>
 *
 * <p>Use one {@code Parallel} per process; loops of two of them that nest in each other both ways
 * may wait for each other for ever.
 */
public final class Parallel implements AutoCloseable {
  /** Chunks per thread that {@link #forEach(int, Body)} cuts a loop into. */
  private static final int CHUNKS_PER_THREAD = 8;

  /** Chunks end at multiples of this, so that vector kernels meet at most one ragged end. */
  private static final int ALIGNMENT = 64;

  /** What to do with a part of the index range. */
  @FunctionalInterface
  public interface Body {
    /**
     * Handles the indices {@code from ≤ i < to}.
     *
     * @param worker number of the thread that runs it, {@code 0 ≤ worker < threads()}; for choosing
     *     scratch memory
     */
    void run(int from, int to, int worker);
  }

  private final WorkerPool pool;
  private final boolean owner;
  private final Cancellation cancellation;

  private Parallel(WorkerPool pool, boolean owner, Cancellation cancellation) {
    this.pool = pool;
    this.owner = owner;
    this.cancellation = cancellation;
  }

  /** Loops over {@code threads} threads, the caller's included; {@code threads ≥ 1}. */
  public static Parallel ofThreads(int threads) {
    Checks.atLeast("threads", threads, 1);
    return new Parallel(new WorkerPool(threads), true, new Cancellation());
  }

  /** Loops over as many threads as the JVM sees processors. */
  public static Parallel ofAllCores() {
    return ofThreads(Runtime.getRuntime().availableProcessors());
  }

  /** Loops that run on the calling thread alone. */
  public static Parallel onCaller() {
    return ofThreads(1);
  }

  /**
   * The same threads, with loops that end with a {@link CancellationException} soon after {@code
   * cancellation} is requested. Closing the returned object closes nothing.
   */
  public Parallel cancelledBy(Cancellation cancellation) {
    return new Parallel(pool, false, Objects.requireNonNull(cancellation, "cancellation"));
  }

  /**
   * Stops here if cancelled: for long work between loops.
   *
   * @throws CancellationException if the cancellation that these loops watch has been requested
   */
  public void checkCancellation() {
    cancellation.check();
  }

  /** How many threads take part, the caller's included. */
  public int threads() {
    return pool.threads();
  }

  /** Runs {@code body} over {@code 0 ≤ i < count} in chunks of a size chosen here. */
  public void forEach(int count, Body body) {
    int parts = threads() * CHUNKS_PER_THREAD;
    int chunk = Math.ceilDiv(Math.ceilDiv(Math.max(count, 1), parts), ALIGNMENT) * ALIGNMENT;
    forEach(count, chunk, body);
  }

  /**
   * Runs {@code body} over {@code 0 ≤ i < count} in chunks of {@code chunk} indices, the last one
   * perhaps shorter. Returns when all have run.
   *
   * @throws CancellationException if cancelled before all chunks had begun
   * @throws IllegalStateException after {@link #close}
   */
  public void forEach(int count, int chunk, Body body) {
    Checks.atLeast("count", count, 0);
    Checks.atLeast("chunk", chunk, 1);
    pool.run(new ParallelLoop(count, chunk, Objects.requireNonNull(body, "body"), cancellation));
  }

  /** Ends the helper threads once a running loop has ended; harmless when repeated. */
  @Override
  public void close() {
    if (owner) {
      pool.close();
    }
  }
}
