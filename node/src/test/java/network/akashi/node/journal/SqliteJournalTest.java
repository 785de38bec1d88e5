package network.akashi.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import network.akashi.chain.store.StoreLocation;
import network.akashi.node.prover.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalConformance {
  @TempDir private Path folder;

  @Override
  StoreLocation location() {
    return StoreLocation.file(folder.resolve("journal.db"));
  }

  /** Journals had no versions once. */
  @Test
  void aJournalFromBeforeVersionsIsRead() throws SQLException {
    try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + location());
        Statement statement = old.createStatement()) {
      statement.execute(
          "CREATE TABLE job (request BLOB PRIMARY KEY, stage TEXT NOT NULL,"
              + " over INTEGER NOT NULL, changed INTEGER NOT NULL, body TEXT NOT NULL)");
      statement.execute(
          "CREATE TABLE step (request BLOB NOT NULL, at INTEGER NOT NULL,"
              + " stage TEXT NOT NULL, error TEXT NOT NULL)");
      statement.execute("INSERT INTO step VALUES (x'%064x', 7, 'PREPARING', '')".formatted(10));
    }
    try (Journal journal = open()) {
      journal.save(java.util.List.of(job(10, Stage.PROVING)));
      assertThat(journal.steps(id(10)))
          .extracting(Journal.Entry::stage)
          .containsExactly("PREPARING", "PROVING");
    }
  }
}
