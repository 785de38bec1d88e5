package network.akashi.node.interlock;

import java.util.EnumSet;
import java.util.Set;
import network.akashi.node.NodeError;

/**
 * Which interlocks are closed. One opens again by itself when its cause is gone, but for a shared
 * key and for failures in a row, which only a person or a success ends.
 */
public final class Interlocks {
  private final Limits limits;
  private Set<NodeError> closed = EnumSet.noneOf(NodeError.class);

  public Interlocks(Limits limits) {
    this.limits = limits;
  }

  /** Judges anew; gives what is closed now. */
  public synchronized Set<NodeError> judge(Vitals now) {
    Set<NodeError> found = EnumSet.noneOf(NodeError.class);
    close(found, NodeError.REPEATED_FAILURES, now.failuresInARow() >= limits.failuresInARow());
    close(found, NodeError.DEADLINE_UNREACHABLE, now.missesInARow() >= limits.missesInARow());
    close(found, NodeError.DISK_FULL, now.freeDiskBytes() < limits.freeDiskBytes());
    close(found, NodeError.CHAIN_BEHIND, now.headAgeSeconds() > limits.headAgeSeconds());
    close(found, NodeError.CLOCK_SKEWED, -now.headAgeSeconds() > limits.skewSeconds());
    close(
        found, NodeError.CHAIN_UNREACHABLE, now.rpcFailuresInARow() >= limits.rpcFailuresInARow());
    close(found, NodeError.BALANCE_LOW, now.balance().compareTo(limits.balance()) < 0);
    close(found, NodeError.KEY_SHARED, now.foreignTransactions() > 0);
    closed = found;
    return Set.copyOf(found);
  }

  private static void close(Set<NodeError> found, NodeError error, boolean condition) {
    if (condition) {
      found.add(error);
    }
  }

  /** What is closed, as of the last judgement. */
  public synchronized Set<NodeError> closed() {
    return Set.copyOf(closed);
  }
}
