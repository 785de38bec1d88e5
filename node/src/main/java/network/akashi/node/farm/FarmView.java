package network.akashi.node.farm;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import network.akashi.chain.store.DatabaseException;
import network.akashi.chain.store.PostgresUrl;

/** A look at a farm that is a second old at most; the last one there was, while it is away. */
public final class FarmView implements AutoCloseable {
  private static final Logger LOG = System.getLogger(FarmView.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final TaskBoard board;
  private FarmStatus seen = FarmStatus.EMPTY;
  private long seenAt = System.nanoTime() - FRESH.toNanos();
  private boolean reachable = true;

  private FarmView(TaskBoard board) {
    this.board = board;
  }

  /** A view with a connection of its own. */
  public static FarmView open(PostgresUrl url) {
    return new FarmView(TaskBoard.open(url));
  }

  /** How the farm is, or was. */
  public synchronized FarmStatus status() {
    if (System.nanoTime() - seenAt >= FRESH.toNanos()) {
      try {
        seen = board.status();
        reachable = true;
      } catch (DatabaseException e) {
        if (reachable) {
          LOG.log(Level.WARNING, "AK-060 {0}", e.getMessage());
        }
        reachable = false;
      }
      seenAt = System.nanoTime();
    }
    return seen;
  }

  /** Whether the farm's database answers, or did a moment ago. */
  public synchronized boolean isReachable() {
    status();
    return reachable;
  }

  @Override
  public void close() {
    board.close();
  }
}
