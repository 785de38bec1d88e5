package network.akashi.chain.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A file, written ahead ({@code WAL}) and flushed at each commit. */
record SqliteEngine(Path file) implements Engine {
  private static final int PATIENCE_MILLIS = 10_000;

  @Override
  public Connection connect(Sharing sharing, String kind) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        if (sharing == Sharing.ALONE) {
          statement.execute("PRAGMA locking_mode = EXCLUSIVE");
        } else {
          statement.execute("PRAGMA busy_timeout = " + PATIENCE_MILLIS);
        }
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        connection.setAutoCommit(false);
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      String why = sharing == Sharing.ALONE ? ", or is in use by another process" : "";
      throw new DatabaseException(
          "%s: cannot be opened%s: %s".formatted(file, why, e.getMessage()), e);
    }
  }

  @Override
  public void lockTables(Connection connection) {
    // whoever writes first has the file
  }

  @Override
  public String ddl(String statement) {
    return statement;
  }

  @Override
  public boolean isBroken(SQLException failure) {
    return false;
  }
}
