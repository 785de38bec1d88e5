package network.akashi.zkvm.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.zkvm.chip.PublicValue;
import network.akashi.zkvm.chip.RunCost;
import network.akashi.zkvm.program.ProgramId;

/**
 * What a proof states: this program, on some input, ran to its end with this exit code, left this
 * digest in the public page, took so many cycles, and whoever made the proof is to be paid.
 *
 * @param program the program's id
 * @param exitCode 0 is success
 * @param outputDigest 32 bytes; sha256 of the output, if the program uses the guest library
 * @param payee who made the proof
 * @param cycles instructions
 * @param cost what the run cost, by part
 * @param segment which part of a run it is
 */
public record Statement(
    ProgramId program,
    int exitCode,
    byte[] outputDigest,
    Payee payee,
    long cycles,
    RunCost cost,
    Segment segment) {
  /** Version of the meaning of all this. */
  public static final int VERSION = 1;

  private static final int DIGEST_BYTES = 32;

  public Statement {
    if (outputDigest.length != DIGEST_BYTES) {
      throw new IllegalArgumentException(
          "outputDigest: must have 32 bytes, has " + outputDigest.length);
    }
    outputDigest = outputDigest.clone();
  }

  @Override
  public byte[] outputDigest() {
    return outputDigest.clone();
  }

  /** Cells, by the cost model. */
  public long cells() {
    return cost.cells();
  }

  /** The public values of the proof system, canonical integers. */
  int[] publicValues() {
    int[] values = new int[PublicValue.total()];
    put(values, PublicValue.VERSION, VERSION);
    put(values, PublicValue.EXIT_CODE, exitCode & 0xffff, exitCode >>> 16);
    put(values, PublicValue.OUTPUT_DIGEST, limbs(outputDigest));
    put(values, PublicValue.PAYEE, limbs(payee.bytes()));
    put(values, PublicValue.CYCLES, (int) cycles);
    put(values, PublicValue.PC_IN, (int) (segment.pcIn() >>> 2));
    put(values, PublicValue.PC_OUT, (int) (segment.pcOut() >>> 2));
    put(values, PublicValue.PROGRAM_CELLS, (int) cost.programCells());
    put(values, PublicValue.CALL_CELLS, (int) cost.callCells());
    put(values, PublicValue.MISALIGNED_LOADS, (int) cost.misalignedLoads());
    put(values, PublicValue.MISALIGNED_STORES, (int) cost.misalignedStores());
    put(values, PublicValue.MEMORY_IN, ints(segment.memoryIn()));
    put(values, PublicValue.MEMORY_OUT, ints(segment.memoryOut()));
    put(values, PublicValue.IO_IN, ints(segment.ioIn()));
    put(values, PublicValue.IO_OUT, ints(segment.ioOut()));
    return values;
  }

  private static void put(int[] values, PublicValue at, int... elements) {
    System.arraycopy(elements, 0, values, at.index(), at.elements());
  }

  private static int[] limbs(byte[] bytes) {
    int[] limbs = new int[bytes.length / 2];
    Arrays.setAll(limbs, i -> (bytes[2 * i] & 0xff) | (bytes[2 * i + 1] & 0xff) << 8);
    return limbs;
  }

  private static int[] ints(List<Integer> elements) {
    return elements.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Statement that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<Object> parts() {
    List<Object> parts = new ArrayList<>(List.of(program, exitCode, payee, cycles, cost, segment));
    for (byte b : outputDigest) {
      parts.add(b);
    }
    return parts;
  }

  /**
   * Which part of a run a proof is about, so that segments of one run can be chained: each begins
   * where the one before ended.
   *
   * @param pcIn address of the first instruction
   * @param pcOut address of the last; of the {@code ecall} that halted
   * @param memoryIn root of memory before, eight elements
   * @param memoryOut root of memory after
   * @param ioIn digest of what was read and written before
   * @param ioOut digest of what was after
   */
  public record Segment(
      long pcIn,
      long pcOut,
      List<Integer> memoryIn,
      List<Integer> memoryOut,
      List<Integer> ioIn,
      List<Integer> ioOut) {
    private static final List<Integer> NONE = List.of(0, 0, 0, 0, 0, 0, 0, 0);

    public Segment {
      memoryIn = List.copyOf(memoryIn);
      memoryOut = List.copyOf(memoryOut);
      ioIn = List.copyOf(ioIn);
      ioOut = List.copyOf(ioOut);
    }

    /** A whole run, which chains to nothing: no roots, no digests. */
    public static Segment whole(long pcIn, long pcOut) {
      return new Segment(pcIn, pcOut, NONE, NONE, NONE, NONE);
    }

    /** Whether it is a whole run. */
    public boolean isWhole() {
      return equals(whole(pcIn, pcOut));
    }
  }
}
