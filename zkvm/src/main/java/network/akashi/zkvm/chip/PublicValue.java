package network.akashi.zkvm.chip;

/** Where the parts of a statement stand among the public values of the proof system. */
public enum PublicValue {
  VERSION(1),
  /** Two limbs. */
  EXIT_CODE(2),
  /** Sixteen limbs of two bytes, little-endian. */
  OUTPUT_DIGEST(16),
  /** Sixteen limbs; no constraint looks at them, the transcript binds them. */
  PAYEE(16),
  CYCLES(1),
  /** Where the run begins, in words of 4 bytes. */
  PC_IN(1),
  /** Where it ends: the instruction that halted. */
  PC_OUT(1),
  /** Cells of all instructions by {@link network.akashi.zkvm.exec.CostModel}. */
  PROGRAM_CELLS(1),
  /** Cells of accelerators. */
  CALL_CELLS(1),
  MISALIGNED_LOADS(1),
  MISALIGNED_STORES(1),
  /** Root of memory before a segment; zeros for a whole run. */
  MEMORY_IN(8),
  /** Root of memory after it; zeros for a whole run. */
  MEMORY_OUT(8),
  /** What was read and written before a segment; zeros for a whole run. */
  IO_IN(8),
  /** What was after it; zeros for a whole run. */
  IO_OUT(8);

  private final int elements;

  PublicValue(int elements) {
    this.elements = elements;
  }

  /** How many field elements. */
  public int elements() {
    return elements;
  }

  /** Index of the first. */
  public int index() {
    int index = 0;
    for (PublicValue value : values()) {
      if (value == this) {
        break;
      }
      index += value.elements;
    }
    return index;
  }

  /** Number of elements of a statement. */
  public static int total() {
    return IO_OUT.index() + IO_OUT.elements;
  }
}
