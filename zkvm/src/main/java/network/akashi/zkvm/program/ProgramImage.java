package network.akashi.zkvm.program;

import java.util.Comparator;
import java.util.List;

/**
 * The state a program starts in: the entry address and what memory holds. Built by {@link
 * ElfLoader}, which checks that segments lie where programs may lie and do not overlap.
 *
 * @param entry address of the first instruction
 * @param segments by rising address
 */
public record ProgramImage(long entry, List<Segment> segments) {
  public ProgramImage {
    segments = segments.stream().sorted(Comparator.comparingLong(Segment::address)).toList();
  }

  /**
   * Whether a page of memory holds parts of segments, and none of them may be written.
   *
   * @param page number of the page, {@code address >>> 16}
   */
  public boolean isReadOnly(int page) {
    long start = (long) page << MemoryMap.LOG_PAGE_BYTES;
    long end = start + MemoryMap.PAGE_BYTES;
    boolean readOnly = false;
    for (Segment segment : segments) {
      if (segment.address() < end && segment.end() > start) {
        if (segment.isWritable()) {
          return false;
        }
        readOnly = true;
      }
    }
    return readOnly;
  }
}
