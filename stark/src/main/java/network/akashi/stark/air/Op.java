package network.akashi.stark.air;

/** What a node of an {@link AirProgram} computes; {@code a} and {@code b} are its operands. */
public enum Op {
  /** The integer constant {@code a}, canonical. */
  CONSTANT(0),
  /** Main column {@code a}, current row. */
  MAIN(1),
  /** Main column {@code a}, next row. */
  NEXT(2),
  /** Preprocessed column {@code a}. */
  PREPROCESSED(3),
  /** Structured column {@code a}. */
  STRUCTURED(4),
  /** Public value {@code a}. */
  PUBLIC(5),
  /** 1 in the first row, else 0. */
  FIRST_ROW(6),
  /** 1 in the last row, else 0. */
  LAST_ROW(7),
  /** Node {@code a} plus node {@code b}. */
  ADD(8),
  /** Node {@code a} minus node {@code b}. */
  SUB(9),
  /** Node {@code a} times node {@code b}. */
  MUL(10);

  private final int code;

  Op(int code) {
    this.code = code;
  }

  /** The number that stands for this operation in a verifying key; never changes. */
  public int code() {
    return code;
  }

  public boolean isLeaf() {
    return compareTo(ADD) < 0;
  }
}
