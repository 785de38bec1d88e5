package network.akashi.stark.audit;

import network.akashi.math.KoalaBear;

/**
 * One cell of a mutant.
 *
 * @param table index in the trace, or {@link #PUBLIC_VALUES}: row 0 of it holds the public values
 * @param row in the padded table
 * @param raw what the cell shall hold: an element in Montgomery form, or an integer that is none
 */
public record Edit(int table, int row, int column, int raw) {
  /** The statement's public values, as if they were a table of one row. */
  public static final int PUBLIC_VALUES = -1;

  /** A cell that shall hold the element that the integer {@code value} stands for. */
  public static Edit of(int table, int row, int column, long value) {
    return new Edit(table, row, column, KoalaBear.fromLong(value));
  }
}
