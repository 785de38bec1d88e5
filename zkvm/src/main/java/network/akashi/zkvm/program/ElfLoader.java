package network.akashi.zkvm.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import network.akashi.zkvm.program.ElfRejection.Reason;

/**
 * Loads static RV64 executables, as the ELF-loading standard of eth-act/zkvm-standards wants them
 * loaded: the initial state comes from the {@code PT_LOAD} program headers and the entry point
 * alone, never from section headers; segments may not overlap, or be executable and not readable.
 *
 * <p>In one point this loader is more lenient than that standard: a segment may be writable and
 * executable. Linkers make such segments for bare-metal programs by default, the official
 * instruction tests among them, and nothing is lost: code is what was loaded, whatever is stored
 * over it later.
 *
 * <p>Total: every byte string is either loaded or rejected for a reason of a closed list. Sizes are
 * checked before anything is allocated, and what is allocated is in proportion to the file and
 * {@link #MAX_CODE_BYTES}.
 */
public final class ElfLoader {
  public static final int MAX_FILE_BYTES = 1 << 28;
  public static final int MAX_PROGRAM_HEADERS = 64;

  /** The most bytes from the first executable address to the last. */
  public static final int MAX_CODE_BYTES = 1 << 26;

  private static final int HEADER_BYTES = 64;
  private static final int PROGRAM_HEADER_BYTES = 56;
  private static final int MACHINE_RISCV = 243;
  private static final int TYPE_EXECUTABLE = 2;
  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final int INTERPRETER = 3;
  private static final int EXECUTABLE = 1;
  private static final int WRITABLE = 2;
  private static final int READABLE = 4;

  /** What became of a file. */
  public sealed interface Result {
    record Loaded(Program program) implements Result {}

    record Rejected(ElfRejection rejection) implements Result {}
  }

  private final ByteBuffer file;

  private ElfLoader(byte[] elf) {
    this.file = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Loads {@code elf}, whatever its bytes are. */
  public static Result load(byte[] elf) {
    try {
      return new Result.Loaded(Program.of(new ElfLoader(elf).image()));
    } catch (Unacceptable unacceptable) {
      return new Result.Rejected(unacceptable.rejection);
    }
  }

  private ProgramImage image() throws Unacceptable {
    checkHeader();
    List<Segment> segments = segments();
    checkOverlaps(segments);
    long entry = file.getLong(24);
    checkCode(segments, entry);
    return new ProgramImage(entry, segments);
  }

  private void checkHeader() throws Unacceptable {
    int size = file.capacity();
    require(
        size <= MAX_FILE_BYTES,
        Reason.TOO_LARGE,
        "the file has %d bytes, at most %d are allowed",
        size,
        MAX_FILE_BYTES);
    require(
        size >= 4 && file.getInt(0) == 0x464c_457f,
        Reason.BAD_MAGIC,
        "not an ELF file: it does not begin with 7f 'E' 'L' 'F'");
    require(
        size >= HEADER_BYTES,
        Reason.TRUNCATED_HEADER,
        "the file ends inside its ELF header: %d of %d bytes",
        size,
        HEADER_BYTES);
    require(
        file.get(4) == 2,
        Reason.NOT_64_BIT,
        "not a 64-bit ELF file (class %d): build for riscv64im",
        file.get(4));
    require(
        file.get(5) == 1,
        Reason.NOT_LITTLE_ENDIAN,
        "not a little-endian ELF file (data encoding %d)",
        file.get(5));
    require(
        file.get(6) == 1 && file.getInt(20) == 1,
        Reason.UNKNOWN_VERSION,
        "unknown ELF version %d/%d, only 1 exists",
        file.get(6),
        file.getInt(20));
    int machine = Short.toUnsignedInt(file.getShort(18));
    require(
        machine == MACHINE_RISCV,
        Reason.NOT_RISCV,
        "built for machine %d, not for RISC-V (%d)",
        machine,
        MACHINE_RISCV);
    int type = Short.toUnsignedInt(file.getShort(16));
    require(
        type == TYPE_EXECUTABLE,
        Reason.NOT_AN_EXECUTABLE,
        "ELF type %d is not a static executable (2): link with -static and without -pie",
        type);
  }

  private List<Segment> segments() throws Unacceptable {
    long offset = file.getLong(32);
    int entrySize = Short.toUnsignedInt(file.getShort(54));
    int count = Short.toUnsignedInt(file.getShort(56));
    require(
        count <= MAX_PROGRAM_HEADERS,
        Reason.TOO_MANY_PROGRAM_HEADERS,
        "%d program headers, at most %d are allowed",
        count,
        MAX_PROGRAM_HEADERS);
    require(
        (count == 0 || entrySize == PROGRAM_HEADER_BYTES)
            && isInside(offset, (long) count * PROGRAM_HEADER_BYTES),
        Reason.BAD_PROGRAM_HEADER_TABLE,
        "the program header table (%d entries of %d bytes at offset %s) is malformed or leaves the"
            + " file",
        count,
        entrySize,
        Long.toUnsignedString(offset));
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = (int) offset + i * PROGRAM_HEADER_BYTES;
      int type = file.getInt(at);
      require(
          type != DYNAMIC && type != INTERPRETER,
          Reason.DYNAMICALLY_LINKED,
          "program header %d asks for a dynamic linker: link with -static",
          i);
      if (type == LOAD && file.getLong(at + 40) != 0) {
        segments.add(segment(i, at));
      }
    }
    return segments;
  }

  private Segment segment(int number, int at) throws Unacceptable {
    int flags = file.getInt(at + 4);
    long offset = file.getLong(at + 8);
    long address = file.getLong(at + 16);
    long fileSize = file.getLong(at + 32);
    long size = file.getLong(at + 40);
    require(
        isInside(offset, fileSize),
        Reason.SEGMENT_OUTSIDE_FILE,
        "segment %d takes bytes from outside the file (offset 0x%x, size 0x%x)",
        number,
        offset,
        fileSize);
    require(
        Long.compareUnsigned(fileSize, size) <= 0,
        Reason.SEGMENT_SHRINKS,
        "segment %d has more bytes in the file (0x%x) than in memory (0x%x)",
        number,
        fileSize,
        size);
    require(
        isWhereProgramsLie(address, size),
        Reason.SEGMENT_OUT_OF_RANGE,
        "segment %d at 0x%x, size 0x%x, does not lie in 0x%x..0x%x or 0x%x..0x%x: use the guests'"
            + " linker script",
        number,
        address,
        size,
        MemoryMap.LOW_RAM_START,
        MemoryMap.INPUT_START,
        MemoryMap.HIGH_RAM_START,
        MemoryMap.END);
    boolean writable = (flags & WRITABLE) != 0;
    boolean executable = (flags & EXECUTABLE) != 0;
    require(
        (flags & READABLE) != 0,
        Reason.SEGMENT_NOT_READABLE,
        "segment %d at 0x%x is not readable: mark it R or R+X",
        number,
        address);
    require(
        !executable || (address & 3) == 0,
        Reason.CODE_MISALIGNED,
        "executable segment %d starts at 0x%x, which is no multiple of 4",
        number,
        address);
    byte[] bytes = Arrays.copyOfRange(file.array(), (int) offset, (int) (offset + fileSize));
    return new Segment(address, size, writable, executable, bytes);
  }

  private static void checkOverlaps(List<Segment> segments) throws Unacceptable {
    List<Segment> sorted =
        segments.stream().sorted(Comparator.comparingLong(Segment::address)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      Segment before = sorted.get(i - 1);
      Segment after = sorted.get(i);
      require(
          before.end() <= after.address(),
          Reason.SEGMENTS_OVERLAP,
          "segments %s and %s overlap",
          before,
          after);
    }
  }

  private static void checkCode(List<Segment> segments, long entry) throws Unacceptable {
    long start = Long.MAX_VALUE;
    long end = 0;
    boolean entryInside = false;
    for (Segment segment : segments) {
      if (segment.isExecutable()) {
        start = Math.min(start, segment.address());
        end = Math.max(end, segment.end());
        entryInside |= entry >= segment.address() && entry <= segment.end() - 4;
      }
    }
    require(end != 0, Reason.NO_CODE, "there is no executable segment: nothing to run");
    require(
        end - start <= MAX_CODE_BYTES,
        Reason.CODE_TOO_LARGE,
        "code spans %d bytes from 0x%x to 0x%x, at most %d are allowed",
        end - start,
        start,
        end,
        MAX_CODE_BYTES);
    require(
        (entry & 3) == 0,
        Reason.ENTRY_MISALIGNED,
        "the entry point 0x%x is no multiple of 4",
        entry);
    require(
        entryInside,
        Reason.ENTRY_OUTSIDE_CODE,
        "the entry point 0x%x lies in no executable segment",
        entry);
  }

  private boolean isInside(long offset, long size) {
    return offset >= 0 && size >= 0 && size <= file.capacity() - offset;
  }

  private static boolean isWhereProgramsLie(long address, long size) {
    if (!MemoryMap.region(address).holdsPrograms() || size < 0 || size > MemoryMap.END) {
      return false;
    }
    return MemoryMap.region(address + size - 1) == MemoryMap.region(address);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
  private static void require(boolean condition, Reason reason, String message, Object... arguments)
      throws Unacceptable {
    if (!condition) {
      throw new Unacceptable(new ElfRejection(reason, message.formatted(arguments)));
    }
  }

  /** Carries a rejection from a check to {@link #load}. */
  private static final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ElfRejection rejection;

    Unacceptable(ElfRejection rejection) {
      super(rejection.message(), null, false, false);
      this.rejection = rejection;
    }
  }
}
