package network.akashi.zkvm.chip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When each word was last accessed, while a trace is gone through in order; and the refreshments
 * that words need which rest for longer than an access can span.
 */
final class Timeline {
  /** An access may follow the one before by at most this. */
  static final int LONGEST_REST = 1 << 16;

  private static final int LOG_PAGE = 13;
  private static final int PAGE_WORDS = 1 << LOG_PAGE;
  private static final int PAGES = 1 << 16;

  /** With the one for results that nobody wants. */
  static final int REGISTERS = 33;

  private final Bumps bumps;
  private final Lookups lookups;
  private final long[] registerValues = new long[REGISTERS];
  private final int[] registerTimes = new int[REGISTERS];
  private final @Nullable Page[] pages = new @Nullable Page[PAGES];

  Timeline(Bumps bumps, Lookups lookups) {
    this.bumps = bumps;
    this.lookups = lookups;
  }

  /** What a memory word held at first and holds at last, and since when; 0 if never accessed. */
  private static final class Page {
    private final int[] times = new int[PAGE_WORDS];
    private final long[] initial = new long[PAGE_WORDS];
    private final long[] last = new long[PAGE_WORDS];
  }

  /**
   * Notes an access to a register, as an access to it is constrained.
   *
   * @return when it was last accessed, or refreshed
   */
  int touchRegister(int register, int now, long before, long after) {
    int previous = rest(Space.REGISTERS, register, registerTimes[register], now, before);
    registerTimes[register] = now;
    registerValues[register] = after;
    return previous;
  }

  /**
   * Notes an access to a memory word.
   *
   * @param space see {@link Space}
   * @param word its number
   * @return when it was last accessed, or refreshed
   */
  int touchMemory(int space, int word, int now, long before, long after) {
    Page page = pages[word >>> LOG_PAGE];
    if (page == null) {
      page = new Page();
      pages[word >>> LOG_PAGE] = page;
    }
    int at = word & (PAGE_WORDS - 1);
    if (page.times[at] == 0) {
      page.initial[at] = before;
    }
    int previous = rest(space, word, page.times[at], now, before);
    page.times[at] = now;
    page.last[at] = after;
    return previous;
  }

  private int rest(int space, int word, int previous, int now, long value) {
    int from = previous;
    if (now - previous > LONGEST_REST) {
      bumps.add(space, word, previous, now - 1, value);
      from = now - 1;
    }
    lookups.range16(now - from - 1);
    return from;
  }

  /** How a memory word began and ended; null if it was never accessed. */
  MemoryAir.@Nullable Ends ends(int word) {
    Page page = pages[word >>> LOG_PAGE];
    int at = word & (PAGE_WORDS - 1);
    return page == null || page.times[at] == 0
        ? null
        : new MemoryAir.Ends(page.initial[at], page.last[at], page.times[at]);
  }

  /** When a register was last accessed; 0 if never. */
  int registerTime(int register) {
    return registerTimes[register];
  }

  /** What a register holds at last. */
  long registerValue(int register) {
    return registerValues[register];
  }

  /** The numbers of all memory words accessed, ascending. */
  int[] wordsAccessed() {
    int[] found = new int[1024];
    int count = 0;
    for (int p = 0; p < PAGES; p++) {
      Page page = pages[p];
      if (page == null) {
        continue;
      }
      for (int i = 0; i < PAGE_WORDS; i++) {
        if (page.times[i] != 0) {
          if (count == found.length) {
            found = Arrays.copyOf(found, 2 * count);
          }
          found[count++] = (p << LOG_PAGE) + i;
        }
      }
    }
    return Arrays.copyOf(found, count);
  }
}
