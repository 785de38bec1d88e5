package network.akashi.stark.audit;

import java.util.List;

/**
 * An honest trace with some cells changed.
 *
 * @param column the column it is scored under, or {@code "rows"} if it changes whole rows
 * @param detail what was changed where, for reports
 */
record Mutant(
    String table, String column, MutationOperator operator, String detail, List<Edit> edits) {
  /** The column that mutants of whole rows are scored under. */
  static final String ROWS = "rows";

  Mutant {
    edits = List.copyOf(edits);
  }
}
