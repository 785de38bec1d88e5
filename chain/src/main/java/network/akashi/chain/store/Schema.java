package network.akashi.chain.store;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The tables of one kind of store, as the steps that lead to them: step <i>n</i> makes version
 * <i>n</i> + 1 out of version <i>n</i>. Steps that were released never change.
 *
 * <p>Statements are written for SQLite and hold for PostgreSQL too, where {@code BLOB} is {@code
 * BYTEA} and {@code INTEGER} is {@code BIGINT}.
 *
 * @param name of the kind, such as {@code journal}; several kinds can be in one database
 * @param steps statements of each
 */
public record Schema(String name, List<List<String>> steps) {
  private static final Pattern BLOB = Pattern.compile("\\bBLOB\\b");
  private static final Pattern INTEGER = Pattern.compile("\\bINTEGER\\b");

  public Schema {
    steps = steps.stream().map(List::copyOf).toList();
  }

  /** A kind of store that has had one version so far. */
  public static Schema of(String name, List<String> statements) {
    return new Schema(name, List.of(statements));
  }

  static String forPostgres(String statement) {
    return INTEGER.matcher(BLOB.matcher(statement).replaceAll("BYTEA")).replaceAll("BIGINT");
  }
}
