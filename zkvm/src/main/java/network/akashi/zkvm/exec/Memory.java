package network.akashi.zkvm.exec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import network.akashi.zkvm.program.MemoryMap;
import network.akashi.zkvm.program.MemoryMap.Region;
import network.akashi.zkvm.program.ProgramImage;
import network.akashi.zkvm.program.Segment;
import org.jspecify.annotations.Nullable;

/**
 * A guest's memory: 65,536 pages of 64 KiB, of which only those stored to take room.
 *
 * <p>Two tables map a page's number to its bytes, one for loads and one for stores. A page that may
 * not be read is missing from the first, one that may not be written from the second; a page that
 * nobody has stored to yet shares one page of zeros in the first and is missing from the second. So
 * an access that is aligned and finds its page is done, and one test of the address (upper 32 bits
 * and alignment at once) and one of the page decide it. All others go the slow way, which makes
 * pages, splits and counts misaligned accesses, and faults.
 *
 * <p>Integers are little-endian. Addresses are unsigned 64-bit; those from {@code 2^32} on fault.
 */
final class Memory {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG_BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int OFFSET = MemoryMap.PAGE_BYTES - 1;
  private static final long OUTSIDE = -MemoryMap.END;
  private static final byte[] ZEROS = new byte[MemoryMap.PAGE_BYTES];
  private static final byte[][] READABLE_AT_START = readableAtStart();

  /** Missing pages are null in both tables, which array types cannot say to the null checker. */
  private final byte[][] readable = READABLE_AT_START.clone();

  private final byte[][] writable = new byte[MemoryMap.PAGES][];
  private final ProgramImage image;
  private long misaligned;

  /** Memory as it is when the program that {@code image} describes starts on {@code input}. */
  Memory(ProgramImage image, byte[] input) {
    this.image = image;
    for (Segment segment : image.segments()) {
      for (int done = 0; done < segment.initializedBytes(); ) {
        long address = segment.address() + done;
        int offset = (int) address & OFFSET;
        int length = Math.min(segment.initializedBytes() - done, MemoryMap.PAGE_BYTES - offset);
        segment.copyTo(done, pageForLoader(page(address)), offset, length);
        done += length;
      }
    }
    placeInput(input);
    byte[] publicPage = pageForLoader(page(MemoryMap.PUBLIC_PAGE_START));
    byte[] digest = Sha256.digest(new byte[0]);
    System.arraycopy(digest, 0, publicPage, 0, digest.length);
  }

  private void placeInput(byte[] input) {
    if (input.length > MemoryMap.MAX_INPUT_BYTES) {
      throw new IllegalArgumentException(
          "input: has %d bytes, at most %d fit".formatted(input.length, MemoryMap.MAX_INPUT_BYTES));
    }
    LONG.set(pageForLoader(page(MemoryMap.INPUT_START)), 0, (long) input.length);
    long start = MemoryMap.INPUT_START + MemoryMap.INPUT_DATA_OFFSET;
    for (int done = 0; done < input.length; ) {
      int offset = (int) (start + done) & OFFSET;
      int length = Math.min(input.length - done, MemoryMap.PAGE_BYTES - offset);
      System.arraycopy(input, done, pageForLoader(page(start + done)), offset, length);
      done += length;
    }
  }

  /** Loads and stores that were not aligned to their size. */
  long misaligned() {
    return misaligned;
  }

  // Loads, sign-extended

  long load8(long address) {
    if ((address & OUTSIDE) == 0) {
      byte[] page = readable[page(address)];
      if (page != null) {
        return page[(int) address & OFFSET];
      }
    }
    throw new MemoryFault(MemoryFault.Access.LOAD, address, 1);
  }

  long load16(long address) {
    if ((address & (OUTSIDE | 1)) == 0) {
      byte[] page = readable[page(address)];
      if (page != null) {
        return (short) SHORT.get(page, (int) address & OFFSET);
      }
    }
    return (short) loadSlowly(address, 2);
  }

  long load32(long address) {
    if ((address & (OUTSIDE | 3)) == 0) {
      byte[] page = readable[page(address)];
      if (page != null) {
        return (int) INT.get(page, (int) address & OFFSET);
      }
    }
    return (int) loadSlowly(address, 4);
  }

  long load64(long address) {
    if ((address & (OUTSIDE | 7)) == 0) {
      byte[] page = readable[page(address)];
      if (page != null) {
        return (long) LONG.get(page, (int) address & OFFSET);
      }
    }
    return loadSlowly(address, 8);
  }

  // Stores of the low bits of a value

  void store8(long address, long value) {
    if ((address & OUTSIDE) == 0) {
      byte[] page = writable[page(address)];
      if (page != null) {
        page[(int) address & OFFSET] = (byte) value;
        return;
      }
    }
    storeSlowly(address, 1, value);
  }

  void store16(long address, long value) {
    if ((address & (OUTSIDE | 1)) == 0) {
      byte[] page = writable[page(address)];
      if (page != null) {
        SHORT.set(page, (int) address & OFFSET, (short) value);
        return;
      }
    }
    storeSlowly(address, 2, value);
  }

  void store32(long address, long value) {
    if ((address & (OUTSIDE | 3)) == 0) {
      byte[] page = writable[page(address)];
      if (page != null) {
        INT.set(page, (int) address & OFFSET, (int) value);
        return;
      }
    }
    storeSlowly(address, 4, value);
  }

  void store64(long address, long value) {
    if ((address & (OUTSIDE | 7)) == 0) {
      byte[] page = writable[page(address)];
      if (page != null) {
        LONG.set(page, (int) address & OFFSET, value);
        return;
      }
    }
    storeSlowly(address, 8, value);
  }

  /** The word at a multiple of 8, or 0 where there is no memory; never faults. */
  long peek(long address) {
    byte[] page = readablePage(address);
    return page == null ? 0 : (long) LONG.get(page, (int) address & OFFSET);
  }

  /** Copies {@code length} bytes from {@code address} on; the copy counts no misaligned access. */
  byte[] copy(long address, int length) {
    byte[] bytes = new byte[length];
    for (int done = 0; done < length; ) {
      long from = address + done;
      byte[] page = readablePage(from);
      if (page == null) {
        throw new MemoryFault(MemoryFault.Access.LOAD, from, 1);
      }
      int offset = (int) from & OFFSET;
      int part = Math.min(length - done, MemoryMap.PAGE_BYTES - offset);
      System.arraycopy(page, offset, bytes, done, part);
      done += part;
    }
    return bytes;
  }

  /** Faults unless all of the {@code length} bytes from {@code address} on may be stored to. */
  void requireWritable(long address, int length) {
    for (long at = address; at < address + length; at = (at | OFFSET) + 1) {
      if (writablePage(at) == null) {
        throw storeFault(at, 1);
      }
    }
  }

  private long loadSlowly(long address, int bytes) {
    byte[] first = readablePage(address);
    byte[] last = readablePage(address + bytes - 1);
    if (first == null || last == null) {
      throw new MemoryFault(MemoryFault.Access.LOAD, address, bytes);
    }
    countMisaligned(address, bytes);
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      int offset = (int) (address + i) & OFFSET;
      byte[] page = offset >= i ? first : last;
      value = value << 8 | (page[offset] & 0xff);
    }
    return value;
  }

  private void storeSlowly(long address, int bytes, long value) {
    byte[] first = writablePage(address);
    byte[] last = writablePage(address + bytes - 1);
    if (first == null || last == null) {
      throw storeFault(address, bytes);
    }
    countMisaligned(address, bytes);
    for (int i = 0; i < bytes; i++) {
      int offset = (int) (address + i) & OFFSET;
      byte[] page = offset >= i ? first : last;
      page[offset] = (byte) (value >>> (8 * i));
    }
  }

  private void countMisaligned(long address, int bytes) {
    if ((address & (bytes - 1)) != 0) {
      misaligned++;
    }
  }

  private byte @Nullable [] readablePage(long address) {
    return (address & OUTSIDE) == 0 ? readable[page(address)] : null;
  }

  /** The page to store to at {@code address}, made if need be; null where stores are forbidden. */
  private byte @Nullable [] writablePage(long address) {
    if ((address & OUTSIDE) != 0) {
      return null;
    }
    int page = page(address);
    if (writable[page] == null) {
      if (!mayStore(address)) {
        return null;
      }
      writable[page] = pageForLoader(page);
    }
    return writable[page];
  }

  private boolean mayStore(long address) {
    Region region = MemoryMap.region(address);
    return region.isWritable() && !(region.holdsPrograms() && image.isReadOnly(page(address)));
  }

  private MemoryFault storeFault(long address, int bytes) {
    return new MemoryFault(MemoryFault.Access.STORE, address, bytes);
  }

  @SuppressWarnings("ReferenceEquality") // the page of zeros is one object
  private byte[] pageForLoader(int page) {
    if (readable[page] == null || readable[page] == ZEROS) {
      readable[page] = new byte[MemoryMap.PAGE_BYTES];
    }
    return readable[page];
  }

  private static int page(long address) {
    return (int) (address >>> MemoryMap.LOG_PAGE_BYTES);
  }

  private static byte[][] readableAtStart() {
    byte[][] pages = new byte[MemoryMap.PAGES][];
    Arrays.setAll(
        pages,
        page ->
            MemoryMap.region((long) page << MemoryMap.LOG_PAGE_BYTES).isReadable() ? ZEROS : null);
    return pages;
  }
}
