package network.akashi.node.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Who is let in: each sender has a bucket of requests that fills up again, and none while it is
 * banned.
 */
public final class Bouncer {
  private static final int MOST_SENDERS = 10_000;
  private static final int STRIKES = 3;

  private final InstantSource clock;
  private final double perSecond;
  private final double burst;
  private final Duration ban;
  private final Map<String, Sender> senders = new HashMap<>();

  private static final class Sender {
    double tokens;
    Instant seen = Instant.EPOCH;
    Instant bannedUntil = Instant.EPOCH;
    int strikes;
  }

  /**
   * A bouncer.
   *
   * @param perSecond requests a second that each sender has in the long run
   * @param burst requests at once
   * @param ban how long rubbish is punished
   */
  public Bouncer(InstantSource clock, double perSecond, double burst, Duration ban) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.burst = burst;
    this.ban = ban;
  }

  /** What a sender is told. */
  public enum Verdict {
    WELCOME,
    TOO_MANY,
    BANNED
  }

  /** Whether a request of this sender is looked at. */
  public synchronized Verdict admit(String name) {
    Instant now = clock.instant();
    Sender sender = sender(name, now);
    if (now.isBefore(sender.bannedUntil)) {
      return Verdict.BANNED;
    }
    double seconds = Math.max(0, Duration.between(sender.seen, now).toNanos() / 1e9);
    sender.tokens = Math.min(burst, sender.tokens + seconds * perSecond);
    sender.seen = now;
    if (sender.tokens < 1) {
      return Verdict.TOO_MANY;
    }
    sender.tokens--;
    return Verdict.WELCOME;
  }

  /** Counts rubbish; the third time within a ban's length is punished. */
  public synchronized void strike(String name) {
    Instant now = clock.instant();
    Sender sender = sender(name, now);
    if (++sender.strikes >= STRIKES) {
      ban(name);
    }
  }

  /** Punishes at once. */
  public synchronized void ban(String name) {
    Instant now = clock.instant();
    Sender sender = sender(name, now);
    sender.bannedUntil = now.plus(ban);
    sender.strikes = 0;
  }

  /** Whether it is banned now. */
  public synchronized boolean isBanned(String name) {
    Sender sender = senders.get(name);
    return sender != null && clock.instant().isBefore(sender.bannedUntil);
  }

  /** How many are banned now. */
  public synchronized long banned() {
    Instant now = clock.instant();
    return senders.values().stream().filter(each -> now.isBefore(each.bannedUntil)).count();
  }

  private Sender sender(String name, Instant now) {
    if (senders.size() >= MOST_SENDERS) {
      senders
          .values()
          .removeIf(each -> !now.isBefore(each.bannedUntil) && each.seen.plus(ban).isBefore(now));
    }
    return senders.computeIfAbsent(
        name,
        _ -> {
          Sender fresh = new Sender();
          fresh.tokens = burst;
          fresh.seen = now;
          return fresh;
        });
  }
}
