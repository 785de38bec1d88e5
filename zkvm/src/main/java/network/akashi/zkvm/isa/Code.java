package network.akashi.zkvm.isa;

/**
 * The instructions of a program, decoded once into plain arrays; instruction {@code i} is the one
 * at address {@code start() + 4·i}.
 *
 * <p>Code is fixed when a program is loaded. What lies between executable segments, and words that
 * are no instructions, decode to {@link Op#ILLEGAL}.
 */
public final class Code {
  /** The index that stands for register x0 as a destination: written, never read. */
  public static final int DISCARD = 32;

  private final long start;
  private final int[] words;
  private final byte[] ops;
  private final byte[] destinations;
  private final byte[] firstSources;
  private final byte[] secondSources;
  private final int[] immediates;

  /**
   * Decodes {@code words}.
   *
   * @param start address of the first word, a multiple of 4
   */
  public Code(long start, int[] words) {
    if ((start & 3) != 0) {
      throw new IllegalArgumentException(
          "start: must be a multiple of 4, is 0x%x".formatted(start));
    }
    this.start = start;
    this.words = words.clone();
    this.ops = new byte[words.length];
    this.destinations = new byte[words.length];
    this.firstSources = new byte[words.length];
    this.secondSources = new byte[words.length];
    this.immediates = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      Instruction instruction = Decoder.decode(words[i]);
      ops[i] = (byte) instruction.op().index();
      destinations[i] = (byte) (instruction.rd() == 0 ? DISCARD : instruction.rd());
      firstSources[i] = (byte) instruction.rs1();
      secondSources[i] = (byte) instruction.rs2();
      immediates[i] = instruction.immediate();
    }
  }

  /** Address of the first instruction. */
  public long start() {
    return start;
  }

  /** Number of instructions. */
  public int size() {
    return words.length;
  }

  /** Address of instruction {@code index}. */
  public long address(int index) {
    return start + 4L * index;
  }

  /**
   * Index of the instruction at {@code address}, a multiple of 4; −1 where there is none.
   *
   * <p>Addresses are unsigned, and any may be asked for.
   */
  public int index(long address) {
    long index = (address - start) >>> 2;
    return Long.compareUnsigned(index, words.length) < 0 ? (int) index : -1;
  }

  public int word(int index) {
    return words[index];
  }

  public Op op(int index) {
    return Op.all().get(ops[index]);
  }

  /** {@link Op#index()} of instruction {@code index}. */
  public int opIndex(int index) {
    return ops[index];
  }

  /** Destination register, 1 to 31, or {@link #DISCARD}. */
  public int destination(int index) {
    return destinations[index];
  }

  public int firstSource(int index) {
    return firstSources[index];
  }

  public int secondSource(int index) {
    return secondSources[index];
  }

  public int immediate(int index) {
    return immediates[index];
  }

  /** Address that the branch or {@code jal} at {@code index} leads to when taken. */
  public long target(int index) {
    return address(index) + immediates[index];
  }

  public Instruction instruction(int index) {
    return Decoder.decode(words[index]);
  }
}
