package network.akashi.zkvm.chip;

import java.util.Arrays;
import network.akashi.zkvm.exec.Trace;
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
  private static final int REGISTERS = 33;

  private final Bumps bumps;
  private final Lookups lookups;
  private final int[] registers = new int[REGISTERS];
  private final int[] @Nullable [] pages = new int[PAGES] @Nullable [];

  Timeline(Bumps bumps, Lookups lookups) {
    this.bumps = bumps;
    this.lookups = lookups;
  }

  /**
   * Notes an access to a word, as an access to it is constrained.
   *
   * @param space see {@link Space}
   * @param word its number
   * @param value what it holds before
   * @return when it was last accessed, or refreshed
   */
  int touch(int space, int word, int now, long value) {
    int[] times = space == Space.REGISTERS ? registers : page(word >>> LOG_PAGE);
    int at = space == Space.REGISTERS ? word : word & (PAGE_WORDS - 1);
    int previous = times[at];
    if (now - previous > LONGEST_REST) {
      bumps.add(space, word, previous, now - 1, value);
      previous = now - 1;
    }
    times[at] = now;
    lookups.range16(now - previous - 1);
    return previous;
  }

  /** When a memory word was last accessed; 0 if never. */
  int lastAccess(int word) {
    int[] page = pages[word >>> LOG_PAGE];
    return page == null ? 0 : page[word & (PAGE_WORDS - 1)];
  }

  /** When a register was last accessed; 0 if never. */
  int lastRegisterAccess(int register) {
    return registers[register];
  }

  /** The numbers of all memory words accessed, ascending. */
  int[] wordsAccessed() {
    int[] found = new int[1024];
    int count = 0;
    for (int p = 0; p < PAGES; p++) {
      int[] page = pages[p];
      if (page == null) {
        continue;
      }
      for (int i = 0; i < PAGE_WORDS; i++) {
        if (page[i] != 0) {
          if (count == found.length) {
            found = Arrays.copyOf(found, 2 * count);
          }
          found[count++] = (p << LOG_PAGE) + i;
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  private int[] page(int number) {
    int[] page = pages[number];
    if (page == null) {
      page = new int[PAGE_WORDS];
      pages[number] = page;
    }
    return page;
  }

  static boolean isRegister(int key) {
    return key >= Trace.REGISTER;
  }
}
