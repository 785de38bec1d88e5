package network.akashi.node.daemon;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import network.akashi.node.http.Wire;
import tools.jackson.databind.node.ObjectNode;

/** What happened lately in this node, for whoever listens: JSON lines, each with a number. */
public final class EventLog {
  private static final int MOST = 2_000;

  private final InstantSource clock;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long next = 1;

  /** One line. */
  public record Entry(long number, String json) {}

  public EventLog(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds what happened. */
  public void add(String kind, ObjectNode details) {
    ObjectNode json = Wire.object();
    json.put("at", clock.instant().toString());
    json.put("kind", kind);
    json.setAll(details);
    synchronized (this) {
      entries.addLast(new Entry(next++, json.toString()));
      if (entries.size() > MOST) {
        entries.removeFirst();
      }
      notifyAll();
    }
  }

  /** What came after {@code number}; waits a while if there is nothing yet. */
  public synchronized List<Entry> after(long number, long waitMillis) throws InterruptedException {
    long end = System.nanoTime() + waitMillis * 1_000_000;
    long left = waitMillis;
    while (left > 0 && (entries.isEmpty() || entries.getLast().number() <= number)) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return entries.stream().filter(each -> each.number() > number).toList();
  }
}
