package network.akashi.chain.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between the databases that a {@link Database} can be. */
sealed interface Engine permits SqliteEngine, PostgresEngine {
  static Engine of(StoreLocation location) {
    return switch (location) {
      case StoreLocation.SqliteFile(var file) -> new SqliteEngine(file);
      case PostgresUrl url -> new PostgresEngine(url);
    };
  }

  /**
   * A new connection, on which each commit is on disk when it returns; its tables can be changed by
   * this process alone if it is to be so, and nothing has begun on it.
   *
   * @throws DatabaseException if it cannot be had, or another process has it
   */
  Connection connect(Sharing sharing, String kind);

  /** Keeps others from making tables until this transaction ends. */
  void lockTables(Connection connection) throws SQLException;

  /** A statement that makes tables, in this database's words. */
  String ddl(String statement);

  /** Whether a failure says that the connection is gone. */
  boolean isBroken(SQLException failure);
}
