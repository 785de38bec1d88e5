package network.akashi.zkvm.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Family;

/**
 * Everything a run did, as chips need it: one row for each instruction, and one log of accesses.
 *
 * <pre>
 *   row      instruction   first  second  before  after     accesses from … to the next row's
 *     0      index         rs1    rs2     rd was  rd is     0
 *     1      …                                              0   (the row before made none)
 *
 *   access   key           before  after
 *     0      word or register
 * </pre>
 *
 * <p>Values are whole 64-bit words; chips cut them into limbs of 16 bits. The key of an access to
 * memory is the number of its word, {@code address >>> 3}, below {@code 2^29}; that of a register
 * which an environment call reads beyond a7 and a0 is {@link #REGISTER} and its number. Rows and
 * accesses are in the order in which they happened, so when a word was last accessed follows by
 * going through them once; nothing here knows of clocks.
 *
 * <p>Held in plain arrays of 2^16 entries each, 40 bytes a row and 20 an access, so a trace grows
 * without ever being copied. Not thread-safe while it grows.
 */
public final class Trace implements TraceRecorder {
  /** Added to the number of a register to make a key. */
  public static final int REGISTER = 1 << 30;

  private static final int LOG_CHUNK = 16;
  private static final int CHUNK = 1 << LOG_CHUNK;
  private static final int IN_CHUNK = CHUNK - 1;

  private final Code code;
  private final List<Rows> rowChunks = new ArrayList<>();
  private final List<Accesses> accessChunks = new ArrayList<>();
  private int rows;
  private int accesses;

  /** The accesses that belong to rows told; more may wait for theirs. */
  private int closedAccesses;

  /** A trace of a program with code {@code code}, with no rows yet. */
  public Trace(Code code) {
    this.code = code;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Bytes that its arrays take. */
  public long bytes() {
    long perRow = 2L * Integer.BYTES + 4L * Long.BYTES;
    long perAccess = Integer.BYTES + 2L * Long.BYTES;
    return CHUNK * (perRow * rowChunks.size() + perAccess * accessChunks.size());
  }

  /** Number of accesses. */
  public int accesses() {
    return closedAccesses;
  }

  /** Which instruction row {@code row} carried out, as an index into the code. */
  public int instruction(int row) {
    return chunk(row).instruction[row & IN_CHUNK];
  }

  /** What the first source held; a7 for an environment call. */
  public long first(int row) {
    return chunk(row).values[4 * (row & IN_CHUNK)];
  }

  /** What the second source held; a0 for an environment call. */
  public long second(int row) {
    return chunk(row).values[4 * (row & IN_CHUNK) + 1];
  }

  /** What the destination held; a0 for an environment call. */
  public long before(int row) {
    return chunk(row).values[4 * (row & IN_CHUNK) + 2];
  }

  /** What the destination held afterwards. */
  public long after(int row) {
    return chunk(row).values[4 * (row & IN_CHUNK) + 3];
  }

  /** The first access of row {@code row}; they end where those of the next row begin. */
  public int firstAccess(int row) {
    return row == rows ? closedAccesses : chunk(row).firstAccess[row & IN_CHUNK];
  }

  public int accessKey(int access) {
    return accessChunk(access).keys[access & IN_CHUNK];
  }

  public long accessBefore(int access) {
    return accessChunk(access).values[2 * (access & IN_CHUNK)];
  }

  public long accessAfter(int access) {
    return accessChunk(access).values[2 * (access & IN_CHUNK) + 1];
  }

  /** The rows that carried out instructions of {@code family}, in order. */
  public int[] rows(Family family) {
    int[] found = new int[16];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (code.op(instruction(row)).family() == family) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
        }
        found[count++] = row;
      }
    }
    return Arrays.copyOf(found, count);
  }

  @Override
  public void argument(int number, long value) {
    append(REGISTER + number, value, value);
  }

  @Override
  public void access(long address, long before, long after) {
    append((int) (address >>> 3), before, after);
  }

  @Override
  public void instruction(int index, long first, long second, long before, long after) {
    int at = rows & IN_CHUNK;
    if (at == 0) {
      rowChunks.add(new Rows());
    }
    Rows chunk = rowChunks.getLast();
    chunk.instruction[at] = index;
    chunk.firstAccess[at] = closedAccesses;
    chunk.values[4 * at] = first;
    chunk.values[4 * at + 1] = second;
    chunk.values[4 * at + 2] = before;
    chunk.values[4 * at + 3] = after;
    closedAccesses = accesses;
    rows++;
  }

  private void append(int key, long before, long after) {
    int at = accesses & IN_CHUNK;
    if (at == 0) {
      accessChunks.add(new Accesses());
    }
    Accesses chunk = accessChunks.getLast();
    chunk.keys[at] = key;
    chunk.values[2 * at] = before;
    chunk.values[2 * at + 1] = after;
    accesses++;
  }

  private Rows chunk(int row) {
    return rowChunks.get(row >>> LOG_CHUNK);
  }

  private Accesses accessChunk(int access) {
    return accessChunks.get(access >>> LOG_CHUNK);
  }

  private static final class Rows {
    private final int[] instruction = new int[CHUNK];
    private final int[] firstAccess = new int[CHUNK];
    private final long[] values = new long[4 * CHUNK];
  }

  private static final class Accesses {
    private final int[] keys = new int[CHUNK];
    private final long[] values = new long[2 * CHUNK];
  }
}
