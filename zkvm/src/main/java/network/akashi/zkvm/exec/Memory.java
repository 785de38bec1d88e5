package network.akashi.zkvm.exec;

import java.util.Arrays;
import network.akashi.zkvm.program.MemoryMap;
import network.akashi.zkvm.program.MemoryMap.Region;
import network.akashi.zkvm.program.ProgramImage;
import network.akashi.zkvm.program.Segment;
import org.jspecify.annotations.Nullable;

/**
 * A guest's memory: 65,536 pages of 64 KiB, of which only those stored to take room.
 *
 * <p>Two tables map a page's number to its words, one for loads and one for stores. A page that may
 * not be read is missing from the first, one that may not be written from the second; a page that
 * nobody has stored to yet shares one page of zeros in the first and is missing from the second. So
 * an access that is aligned and finds its page is done, and one test of the address (upper 32 bits
 * and alignment at once) and one of the page decide it. All others go the slow way, which makes
 * pages, splits and counts misaligned accesses, and faults.
 *
 * <p>Pages are arrays of words of 64 bits and not of bytes: without views over bytes the quick
 * methods stay so small that the compiler puts hundreds of them into one translated region before
 * it loses heart. A narrow access shifts; shift distances are taken modulo 64, so the address times
 * 8 is one.
 *
 * <p>Integers are little-endian. Addresses are unsigned 64-bit; those from {@code 2^32} on fault.
 */
final class Memory {
  private static final int LOG_WORD_BYTES = 3;
  private static final int PAGE_WORDS = MemoryMap.PAGE_BYTES >> LOG_WORD_BYTES;
  private static final int WORD = PAGE_WORDS - 1;
  private static final long OUTSIDE = -MemoryMap.END;
  private static final long[] ZEROS = new long[PAGE_WORDS];
  private static final long[][] READABLE_AT_START = readableAtStart();

  /** Missing pages are null in both tables, which array types cannot say to the null checker. */
  private final long[][] readable = READABLE_AT_START.clone();

  private final long[][] writable = new long[MemoryMap.PAGES][];
  private final ProgramImage image;
  private long misaligned;

  /** Memory as it is when the program that {@code image} describes starts on {@code input}. */
  Memory(ProgramImage image, byte[] input) {
    if (input.length > MemoryMap.MAX_INPUT_BYTES) {
      throw new IllegalArgumentException(
          "input: has %d bytes, at most %d fit".formatted(input.length, MemoryMap.MAX_INPUT_BYTES));
    }
    this.image = image;
    for (Segment segment : image.segments()) {
      place(segment.address(), segment.bytes());
    }
    ownPage(page(MemoryMap.INPUT_START))[0] = input.length;
    place(MemoryMap.INPUT_START + MemoryMap.INPUT_DATA_OFFSET, input);
    place(MemoryMap.PUBLIC_PAGE_START, Sha256.digest(new byte[0]));
  }

  /** Loads and stores that were not aligned to their size. */
  long misaligned() {
    return misaligned;
  }

  // Loads, sign-extended

  long load8(long address) {
    if ((address & OUTSIDE) == 0) {
      long[] page = readable[page(address)];
      if (page != null) {
        return (byte) (page[word(address)] >>> (address << LOG_WORD_BYTES));
      }
    }
    return loadSlowly(address, 1);
  }

  long load16(long address) {
    if ((address & (OUTSIDE | 1)) == 0) {
      long[] page = readable[page(address)];
      if (page != null) {
        return (short) (page[word(address)] >>> (address << LOG_WORD_BYTES));
      }
    }
    return (short) loadSlowly(address, 2);
  }

  long load32(long address) {
    if ((address & (OUTSIDE | 3)) == 0) {
      long[] page = readable[page(address)];
      if (page != null) {
        return (int) (page[word(address)] >>> (address << LOG_WORD_BYTES));
      }
    }
    return (int) loadSlowly(address, 4);
  }

  long load64(long address) {
    if ((address & (OUTSIDE | 7)) == 0) {
      long[] page = readable[page(address)];
      if (page != null) {
        return page[word(address)];
      }
    }
    return loadSlowly(address, 8);
  }

  // Stores of the low bits of a value

  void store8(long address, long value) {
    if ((address & OUTSIDE) == 0) {
      long[] page = writable[page(address)];
      if (page != null) {
        merge(page, address, 0xff, value);
        return;
      }
    }
    storeSlowly(address, 1, value);
  }

  void store16(long address, long value) {
    if ((address & (OUTSIDE | 1)) == 0) {
      long[] page = writable[page(address)];
      if (page != null) {
        merge(page, address, 0xffff, value);
        return;
      }
    }
    storeSlowly(address, 2, value);
  }

  void store32(long address, long value) {
    if ((address & (OUTSIDE | 3)) == 0) {
      long[] page = writable[page(address)];
      if (page != null) {
        merge(page, address, 0xffff_ffffL, value);
        return;
      }
    }
    storeSlowly(address, 4, value);
  }

  void store64(long address, long value) {
    if ((address & (OUTSIDE | 7)) == 0) {
      long[] page = writable[page(address)];
      if (page != null) {
        page[word(address)] = value;
        return;
      }
    }
    storeSlowly(address, 8, value);
  }

  /** The word at a multiple of 8, or 0 where there is no memory; never faults. */
  long peek(long address) {
    long[] page = readablePage(address);
    return page == null ? 0 : page[word(address)];
  }

  /** Copies {@code length} bytes from {@code address} on; the copy counts no misaligned access. */
  byte[] copy(long address, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      long from = address + i;
      long[] page = readablePage(from);
      if (page == null) {
        throw new MemoryFault(MemoryFault.Access.LOAD, from, 1);
      }
      bytes[i] = (byte) (page[word(from)] >>> (from << LOG_WORD_BYTES));
    }
    return bytes;
  }

  /** Faults unless all of the {@code length} bytes from {@code address} on may be stored to. */
  void requireWritable(long address, int length) {
    for (long at = address; at < address + length; at = (at | (MemoryMap.PAGE_BYTES - 1)) + 1) {
      if (writablePage(at) == null) {
        throw new MemoryFault(MemoryFault.Access.STORE, at, 1);
      }
    }
  }

  /**
   * The page whose {@code words} words from {@code address} on may be read, the first of which is
   * at {@link #word}; null if they may not, lie in two pages, or are not aligned.
   */
  long @Nullable [] pageToRead(long address, int words) {
    return isWithinPage(address, words) ? readablePage(address) : null;
  }

  /** As {@link #pageToRead}, of words that may be stored to, and therefore read. */
  long @Nullable [] pageToChange(long address, int words) {
    return isWithinPage(address, words) ? writablePage(address) : null;
  }

  private static boolean isWithinPage(long address, int words) {
    return (address & 7) == 0 && word(address) <= PAGE_WORDS - words;
  }

  private long loadSlowly(long address, int bytes) {
    long[] first = readablePage(address);
    long[] last = readablePage(address + bytes - 1);
    if (first == null || last == null) {
      throw new MemoryFault(MemoryFault.Access.LOAD, address, bytes);
    }
    countMisaligned(address, bytes);
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      long at = address + i;
      long word = (page(at) == page(address) ? first : last)[word(at)];
      value = value << 8 | ((word >>> (at << LOG_WORD_BYTES)) & 0xff);
    }
    return value;
  }

  private void storeSlowly(long address, int bytes, long value) {
    long[] first = writablePage(address);
    long[] last = writablePage(address + bytes - 1);
    if (first == null || last == null) {
      throw new MemoryFault(MemoryFault.Access.STORE, address, bytes);
    }
    countMisaligned(address, bytes);
    for (int i = 0; i < bytes; i++) {
      long at = address + i;
      merge(page(at) == page(address) ? first : last, at, 0xff, value >>> (8 * i));
    }
  }

  private static void merge(long[] page, long address, long mask, long value) {
    int word = word(address);
    long distance = address << LOG_WORD_BYTES;
    page[word] = (page[word] & ~(mask << distance)) | ((value & mask) << distance);
  }

  private void countMisaligned(long address, int bytes) {
    if ((address & (bytes - 1)) != 0) {
      misaligned++;
    }
  }

  private long @Nullable [] readablePage(long address) {
    return (address & OUTSIDE) == 0 ? readable[page(address)] : null;
  }

  /** The page to store to at {@code address}, made if need be; null where stores are forbidden. */
  private long @Nullable [] writablePage(long address) {
    if ((address & OUTSIDE) != 0) {
      return null;
    }
    int page = page(address);
    if (writable[page] == null) {
      if (!mayStore(address)) {
        return null;
      }
      writable[page] = ownPage(page);
    }
    return writable[page];
  }

  private boolean mayStore(long address) {
    Region region = MemoryMap.region(address);
    return region.isWritable() && !(region.holdsPrograms() && image.isReadOnly(page(address)));
  }

  /** Fills memory before the start, whatever may be stored to later. */
  private void place(long address, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      long at = address + i;
      merge(ownPage(page(at)), at, 0xff, bytes[i]);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the page of zeros is one object
  private long[] ownPage(int page) {
    if (readable[page] == null || readable[page] == ZEROS) {
      readable[page] = new long[PAGE_WORDS];
    }
    return readable[page];
  }

  private static int page(long address) {
    return (int) (address >>> MemoryMap.LOG_PAGE_BYTES);
  }

  /** Where in its page the word at {@code address} is. */
  static int word(long address) {
    return (int) (address >>> LOG_WORD_BYTES) & WORD;
  }

  private static long[][] readableAtStart() {
    long[][] pages = new long[MemoryMap.PAGES][];
    Arrays.setAll(
        pages,
        page ->
            MemoryMap.region((long) page << MemoryMap.LOG_PAGE_BYTES).isReadable() ? ZEROS : null);
    return pages;
  }
}
