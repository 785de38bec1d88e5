package network.akashi.chain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every database, whatever it is. */
abstract class DatabaseConformance {
  static final Schema FIRST =
      Schema.of(
          "things",
          List.of("CREATE TABLE thing (name TEXT PRIMARY KEY, bytes BLOB, number INTEGER)"));
  static final Schema SECOND =
      new Schema(
          "things",
          List.of(
              FIRST.steps().getFirst(),
              List.of("ALTER TABLE thing ADD COLUMN extra INTEGER NOT NULL DEFAULT 7")));

  /** The same place each time it is asked in a test. */
  abstract StoreLocation location();

  final Database open(Sharing sharing, Schema schema) {
    return Database.open(location(), sharing, schema);
  }

  static void put(Database database, String name, byte[] bytes, long number) {
    database.change(connection ->
        Sql.update(connection, "INSERT INTO thing VALUES (?, ?, ?)", name, bytes, number));
  }

  static List<String> names(Database database) {
    return database.change(connection ->
        Sql.query(connection, "SELECT name FROM thing ORDER BY name", row -> row.getString(1)));
  }

  @Test
  void whatWasWrittenIsThereWhenItIsOpenedAgain() {
    long big = 1L << 60;
    byte[] bytes = {0, -1, 127};
    try (Database database = open(Sharing.ALONE, FIRST)) {
      put(database, "a", bytes, big);
    }
    try (Database database = open(Sharing.ALONE, FIRST)) {
      List<byte[]> found =
          database.change(connection ->
              Sql.query(
                  connection,
                  "SELECT bytes FROM thing WHERE number = ?",
                  row -> row.getBytes(1),
                  big));
      assertThat(found).hasSize(1);
      assertThat(found.getFirst()).isEqualTo(bytes);
    }
  }

  @Test
  void aChangeThatFailsLeavesNothing() {
    try (Database database = open(Sharing.ALONE, FIRST)) {
      assertThatThrownBy(() ->
              database.change(connection -> {
                Sql.update(connection, "INSERT INTO thing VALUES ('a', NULL, 1)");
                throw new SQLException("no more");
              }))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("no more");
      assertThatThrownBy(() ->
              database.change(connection -> {
                Sql.update(connection, "INSERT INTO thing VALUES ('b', NULL, 1)");
                throw new IllegalStateException("of the caller");
              }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(names(database)).isEmpty();
    }
  }

  @Test
  void aChangeWithinAChangeIsAPartOfIt() {
    try (Database database = open(Sharing.ALONE, FIRST)) {
      assertThatThrownBy(() ->
              database.change(_ -> {
                put(database, "inner", new byte[0], 1);
                throw new SQLException("the outer one fails");
              }))
          .isInstanceOf(DatabaseException.class);
      assertThat(names(database)).isEmpty();
    }
  }

  @Test
  void whoIsAloneKeepsOthersOut() {
    try (Database first = open(Sharing.ALONE, FIRST)) {
      assertThatThrownBy(() -> open(Sharing.ALONE, FIRST))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("in use by another process")
          .hasMessageContaining(location().toString());
      assertThat(names(first)).isEmpty();
    }
    open(Sharing.ALONE, FIRST).close();
  }

  @Test
  void severalShareIt() {
    try (Database first = open(Sharing.SHARED, FIRST);
        Database second = open(Sharing.SHARED, FIRST)) {
      put(first, "a", new byte[1], 1);
      assertThat(names(second)).containsExactly("a");
    }
  }

  @Test
  void tablesOfAnOlderProgramAreBroughtUpToDate() {
    try (Database old = open(Sharing.ALONE, FIRST)) {
      put(old, "a", new byte[1], 1);
    }
    try (Database renewed = open(Sharing.ALONE, SECOND)) {
      assertThat(
              renewed.<List<Long>>change(connection ->
                  Sql.query(connection, "SELECT extra FROM thing", row -> row.getLong(1))))
          .containsExactly(7L);
    }
    open(Sharing.ALONE, SECOND).close();
  }

  @Test
  void tablesOfANewerProgramAreLeftAlone() {
    open(Sharing.ALONE, SECOND).close();
    assertThatThrownBy(() -> open(Sharing.ALONE, FIRST))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("things has version 2, made by a newer program; this one knows 1");
  }

  @Test
  void whatIsClosedStaysClosed() {
    Database database = open(Sharing.ALONE, FIRST);
    database.close();
    assertThatThrownBy(() -> names(database))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("is closed");
  }
}
