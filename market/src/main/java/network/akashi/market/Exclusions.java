package network.akashi.market;

import java.util.ArrayList;
import java.util.List;

/**
 * Intervals cut out of a line, for draws without replacement: each draw cuts out the interval that
 * it hit, the next position is drawn on what is left, and {@link #expand} says where on the whole
 * line that is. Intervals are sorted by start and never overlap.
 */
final class Exclusions {
  private record Interval(int start, int width) {}

  private final List<Interval> intervals = new ArrayList<>();
  private int removed;

  /** Total width of what was cut out. */
  int removed() {
    return removed;
  }

  /** The position on the whole line of a position on what is left. */
  int expand(int position) {
    int whole = position;
    for (Interval interval : intervals) {
      if (whole < interval.start) {
        break;
      }
      whole += interval.width;
    }
    return whole;
  }

  /** Cuts out {@code [start, start + width)}. */
  void cut(int start, int width) {
    int place = intervals.size();
    while (place != 0 && intervals.get(place - 1).start > start) {
      place--;
    }
    intervals.add(place, new Interval(start, width));
    removed += width;
  }
}
