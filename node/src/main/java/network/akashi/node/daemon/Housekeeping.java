package network.akashi.node.daemon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import network.akashi.node.http.ArtifactStore;
import network.akashi.node.journal.Journal;

/**
 * Throws away what nobody will ask for again: jobs that ended long ago with their history, and old
 * proofs. What an attester has vouched for stays: it must never be contradicted.
 */
public final class Housekeeping {
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final Journal journal;
  private final ArtifactStore artifacts;
  private final InstantSource clock;
  private final Duration keep;
  private Instant next = Instant.MIN;

  /**
   * For one node.
   *
   * @param keep how long things are kept; longer than any request lives
   */
  public Housekeeping(
      Journal journal, ArtifactStore artifacts, InstantSource clock, Duration keep) {
    this.journal = journal;
    this.artifacts = artifacts;
    this.clock = clock;
    this.keep = keep;
  }

  /** Cleans up if it is time to. */
  public void tick() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(EVERY);
    Instant before = now.minus(keep);
    journal.prune(before.toEpochMilli());
    artifacts.prune(before);
  }
}
