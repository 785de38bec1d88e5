package network.akashi.stark.air;

import java.util.List;

/**
 * What a prover is asked to prove: the tables of one execution of a {@link Machine}, and the
 * statement's public values.
 *
 * @param tables in ascending order of {@link Table#air}
 * @param publicValues Montgomery-form elements
 */
public record TraceSet(List<Table> tables, int[] publicValues) {
  public TraceSet {
    tables = List.copyOf(tables);
    for (int i = 1; i < tables.size(); i++) {
      if (tables.get(i - 1).air() > tables.get(i).air()) {
        throw new IllegalArgumentException(
            "tables: must be in ascending order of AIR, but AIR %d comes after AIR %d"
                .formatted(tables.get(i).air(), tables.get(i - 1).air()));
      }
    }
  }
}
