package network.akashi.chain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends DatabaseConformance {
  @TempDir private Path folder;

  @Override
  StoreLocation location() {
    return StoreLocation.file(folder.resolve("things.db"));
  }

  @Test
  void commitsAreFlushedToTheDisk() {
    try (Database database = open(Sharing.SHARED, FIRST)) {
      List<Integer> synchronous =
          database.change(
              connection -> Sql.query(connection, "PRAGMA synchronous", row -> row.getInt(1)));
      assertThat(synchronous).as("2 is FULL").containsExactly(2);
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path nowhere = folder.resolve("nowhere").resolve("things.db");
    assertThatThrownBy(() -> Database.open(StoreLocation.file(nowhere), Sharing.ALONE, FIRST))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith(nowhere + ": cannot be opened");
  }
}
