package network.akashi.stark.air;

/** What a node of an {@link AirProgram} computes; {@code a} and {@code b} are its operands. */
public enum Op {
  /** The integer constant {@code a}, canonical. */
  CONSTANT,
  /** Main column {@code a}, current row. */
  MAIN,
  /** Main column {@code a}, next row. */
  NEXT,
  /** Preprocessed column {@code a}. */
  PREPROCESSED,
  /** Structured column {@code a}. */
  STRUCTURED,
  /** Public value {@code a}. */
  PUBLIC,
  FIRST_ROW,
  LAST_ROW,
  /** Node {@code a} plus node {@code b}. */
  ADD,
  /** Node {@code a} minus node {@code b}. */
  SUB,
  /** Node {@code a} times node {@code b}. */
  MUL;

  public boolean isLeaf() {
    return compareTo(ADD) < 0;
  }
}
