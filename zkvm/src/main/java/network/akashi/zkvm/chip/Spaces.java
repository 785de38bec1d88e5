package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.zkvm.program.MemoryMap;
import network.akashi.zkvm.program.MemoryMap.Region;
import network.akashi.zkvm.program.ProgramImage;

/** The memory of a program by stretches of pages that are alike. */
final class Spaces {
  /**
   * Pages {@code first} to {@code end − 1}.
   *
   * @param readOnly whether stores to it trap
   * @param chosen whether it starts as the prover likes, which makes it the input
   */
  record Stretch(int first, int end, boolean readOnly, boolean chosen) {}

  private final List<Stretch> stretches;
  private final byte[] spaces = new byte[MemoryMap.PAGES];

  private Spaces(List<Stretch> stretches) {
    this.stretches = List.copyOf(stretches);
    for (Stretch stretch : stretches) {
      for (int page = stretch.first(); page < stretch.end(); page++) {
        spaces[page] = (byte) (stretch.readOnly() ? Space.READ_ONLY : Space.WRITABLE);
      }
    }
  }

  static Spaces of(ProgramImage image) {
    List<Stretch> stretches = new ArrayList<>();
    int first = 0;
    for (int page = 1; page <= MemoryMap.PAGES; page++) {
      if (page == MemoryMap.PAGES || !isAlike(image, first, page)) {
        Region region = region(first);
        if (region.isReadable()) {
          boolean readOnly = !region.isWritable() || image.isReadOnly(first);
          stretches.add(new Stretch(first, page, readOnly, region == Region.INPUT));
        }
        first = page;
      }
    }
    return new Spaces(stretches);
  }

  /** No memory at all. */
  static Spaces none() {
    return new Spaces(List.of());
  }

  /** All memory that may be read, by rising address. */
  List<Stretch> stretches() {
    return stretches;
  }

  /** The space of a memory word. */
  int of(int word) {
    return spaces[word >>> 13];
  }

  private static boolean isAlike(ProgramImage image, int page, int other) {
    return region(page) == region(other) && image.isReadOnly(page) == image.isReadOnly(other);
  }

  private static Region region(int page) {
    return MemoryMap.region((long) page << MemoryMap.LOG_PAGE_BYTES);
  }
}
