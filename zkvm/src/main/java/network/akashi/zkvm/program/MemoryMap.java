package network.akashi.zkvm.program;

/**
 * What lies where in a guest's address space. It is flat, below 4 GiB, and cut into 64 KiB pages;
 * what may be done with an address depends on its page alone, so on the upper 16-bit limb of the
 * address, which a proof looks up in a table anyway.
 *
 * <pre>
 *   0x0000_0000  null guard      64 KiB   no access: null pointers
 *   0x0001_0000  low RAM         almost 1 GiB: program, heap
 *   0x4000_0000  input           512 MiB  read only: u64 length at +0, bytes from +32
 *   0x6000_0000  stack guard     256 MiB  no access: stacks that grow too far
 *   0x7000_0000  stack           128 MiB  grows down from 0x7800_0000
 *   0x7800_0000  guard                    no access
 *   0x7fff_0000  public page     64 KiB   32 bytes at +0: sha256 of the output
 *   0x8000_0000  high RAM        2 GiB    programs linked there
 * </pre>
 *
 * <p>Pages that only hold parts of segments that are not writable are read only. All memory that
 * neither the program nor the input fills starts as zero, but for the digest in the public page,
 * which starts as sha256 of nothing.
 *
 * <p>The null guard and the stack guard are what the guard-regions standard of
 * eth-act/zkvm-standards asks for, in larger: one page, and 256 MiB against frames that would jump
 * over a small one.
 */
public final class MemoryMap {
  /** One past the highest address. */
  public static final long END = 1L << 32;

  public static final int LOG_PAGE_BYTES = 16;
  public static final int PAGE_BYTES = 1 << LOG_PAGE_BYTES;
  public static final int PAGES = (int) (END >>> LOG_PAGE_BYTES);

  public static final long LOW_RAM_START = 0x0001_0000L;
  public static final long INPUT_START = 0x4000_0000L;

  /** Offset of the first byte of input; what lies before it is the length, and zeros. */
  public static final int INPUT_DATA_OFFSET = 32;

  public static final long STACK_GUARD_START = 0x6000_0000L;
  public static final long STACK_BOTTOM = 0x7000_0000L;

  /** Where stacks begin; the first push writes below it. */
  public static final long STACK_TOP = 0x7800_0000L;

  public static final long PUBLIC_PAGE_START = 0x7fff_0000L;
  public static final long HIGH_RAM_START = 0x8000_0000L;

  /** The most bytes of input that fit. */
  public static final int MAX_INPUT_BYTES =
      (int) (STACK_GUARD_START - INPUT_START) - INPUT_DATA_OFFSET;

  private MemoryMap() {}

  /** A stretch of the address space. */
  public enum Region {
    NULL_GUARD,
    LOW_RAM,
    INPUT,
    STACK_GUARD,
    STACK,
    GUARD,
    PUBLIC_PAGE,
    HIGH_RAM,
    OUTSIDE;

    /** Whether loads of it succeed. */
    public boolean isReadable() {
      return switch (this) {
        case LOW_RAM, INPUT, STACK, PUBLIC_PAGE, HIGH_RAM -> true;
        case NULL_GUARD, STACK_GUARD, GUARD, OUTSIDE -> false;
      };
    }

    /** Whether stores to it succeed, where the program's segments do not forbid it. */
    public boolean isWritable() {
      return isReadable() && this != INPUT;
    }

    /** Whether segments of a program may lie in it. */
    public boolean holdsPrograms() {
      return this == LOW_RAM || this == HIGH_RAM;
    }
  }

  /** The region of any 64-bit address. */
  public static Region region(long address) {
    if (address < 0 || address >= END) {
      return Region.OUTSIDE;
    }
    if (address < LOW_RAM_START) {
      return Region.NULL_GUARD;
    }
    if (address < INPUT_START) {
      return Region.LOW_RAM;
    }
    if (address < STACK_GUARD_START) {
      return Region.INPUT;
    }
    if (address < STACK_BOTTOM) {
      return Region.STACK_GUARD;
    }
    if (address < STACK_TOP) {
      return Region.STACK;
    }
    if (address < PUBLIC_PAGE_START) {
      return Region.GUARD;
    }
    return address < HIGH_RAM_START ? Region.PUBLIC_PAGE : Region.HIGH_RAM;
  }
}
