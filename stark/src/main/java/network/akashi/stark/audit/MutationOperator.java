package network.akashi.stark.audit;

/** The ways in which the harness spoils a trace. */
public enum MutationOperator {
  /** A cell plus or minus one. */
  PLUS_MINUS_ONE,
  /** A cell set to 0 or to 1. */
  ZERO_OR_ONE,
  /** A cell set to a random element. */
  RANDOM,
  /** A cell's integer plus p: the same residue, but no element. */
  NOT_CANONICAL,
  /** A cell plus or minus 2^8, 2^16 or 2^24. */
  LIMB_WRAP,
  /** A cell plus or minus 2^8 or 2^16, and a column close to it minus or plus one. */
  LIMB_CARRY,
  /** A multiplicity negated or doubled, or one moved from one row to another. */
  MULTIPLICITY,
  /** Timestamps of a row, or of all rows from one on, shifted; or two rows' exchanged. */
  TIMESTAMP,
  /** Two rows exchanged. */
  SWAP_ROWS,
  /** A row written over another one, padding rows included. */
  OVERWRITE_ROW,
  /** A row twice, the later ones moving down. */
  DUPLICATE_ROW,
  /** A row taken out, the later ones moving up. */
  DELETE_ROW,
  /** All rows moved by one, the last becoming the first. */
  ROTATE_ROWS,
  /** Cells, rows, the tail of a table or a whole table of another honest trace. */
  SPLICE,
  /** A public value changed: a false statement with an honest trace. */
  PUBLIC_VALUE,
  /** What a test wrote by hand. */
  DIRECTED
}
