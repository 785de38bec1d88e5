package network.akashi.market;

/**
 * T1 &lt; T2 &lt; T3 &lt; T4, seconds of a request's clock.
 *
 * @param t1 the primary's duty is due, and the first standby may deliver
 * @param t2 the first standby's duty is due, and the second may deliver
 * @param t3 the second standby's duty is due, and anyone may deliver
 * @param t4 the request expires
 */
public record Deadlines(long t1, long t2, long t3, long t4) {
  /** Shortest time between two deadlines: two blocks. */
  public static final long MIN_WINDOW = 24;

  private static final long MAX = 0xffff_ffffL;

  public Deadlines {
    if (((t1 | t2 | t3 | t4) & ~MAX) != 0) {
      throw new IllegalArgumentException("deadlines have 32 bits");
    }
  }

  /** Whether they are far enough apart and end within a lifetime, seconds. */
  boolean inOrder(long maxLifetime) {
    return t1 >= MIN_WINDOW
        && t2 >= t1 + MIN_WINDOW
        && t3 >= t2 + MIN_WINDOW
        && t4 >= t3 + MIN_WINDOW
        && t4 <= maxLifetime;
  }

  /**
   * When the window of a role opens. A standby's opens after the deadline: who can still be on time
   * must not pay for being replaced.
   */
  public long windowStart(int role) {
    return role == Role.PRIMARY ? 0 : (role == Role.STANDBY_1 ? t1 : t2) + 1;
  }

  /** When lateness of a role begins to cost. */
  public long due(int role) {
    return role == Role.PRIMARY ? t1 : role == Role.STANDBY_1 ? t2 : t3;
  }
}
