package network.akashi.chain.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a database in which some {@link Schema} lives. Thread-safe: one change at a
 * time.
 *
 * <p>A change is all or nothing, and on disk when {@link #change} returns. A connection that broke
 * is replaced at the next change; being alone is then won again, or the change fails.
 */
public final class Database implements AutoCloseable {
  private static final String VERSIONS =
      "CREATE TABLE IF NOT EXISTS schema_version"
          + " (component TEXT PRIMARY KEY, version INTEGER NOT NULL)";

  private final StoreLocation location;
  private final Engine engine;
  private final Sharing sharing;
  private final Schema schema;
  private @Nullable Connection open;
  private boolean inside;
  private boolean closed;

  private Database(StoreLocation location, Sharing sharing, Schema schema) {
    this.location = location;
    this.engine = Engine.of(location);
    this.sharing = sharing;
    this.schema = schema;
  }

  /**
   * Opens a database and brings its tables to what {@code schema} says.
   *
   * @throws DatabaseException if it cannot be opened, another process has it, or its tables were
   *     made by a newer program
   */
  public static Database open(StoreLocation location, Sharing sharing, Schema schema) {
    Database database = new Database(location, sharing, schema);
    database.connection();
    return database;
  }

  /** Where it is, without a password. */
  public StoreLocation location() {
    return location;
  }

  /** Reads and writes within one transaction. */
  @FunctionalInterface
  public interface Change<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Makes a change. Within a change, it is a part of that one.
   *
   * @throws DatabaseException if it could not be made
   */
  public synchronized <T> T change(Change<T> change) {
    Connection connection = connection();
    if (inside) {
      try {
        return change.run(connection);
      } catch (SQLException e) {
        throw failed(e);
      }
    }
    boolean done = false;
    inside = true;
    try {
      T result = change.run(connection);
      connection.commit();
      done = true;
      return result;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      inside = false;
      if (!done) {
        rollBack(connection);
      }
    }
  }

  private DatabaseException failed(SQLException e) {
    if (engine.isBroken(e)) {
      discard();
    }
    return new DatabaseException(
        "%s cannot be read or written: %s".formatted(location, e.getMessage()), e);
  }

  private void rollBack(Connection connection) {
    try {
      if (open != null) {
        connection.rollback();
      }
    } catch (SQLException e) {
      discard(); // what is behind it is undone by whoever finds it broken
    }
  }

  private void discard() {
    Connection broken = open;
    open = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (SQLException alreadyGone) {
        // that is why
      }
    }
  }

  private synchronized Connection connection() {
    if (closed) {
      throw new DatabaseException(location + " is closed", null);
    }
    Connection there = open;
    if (there != null) {
      return there;
    }
    Connection connection = engine.connect(sharing, schema.name());
    boolean done = false;
    try {
      migrate(connection);
      connection.commit();
      done = true;
      open = connection;
      return connection;
    } catch (SQLException e) {
      throw new DatabaseException(
          "%s: cannot be opened%s: %s"
              .formatted(
                  location,
                  sharing == Sharing.ALONE ? ", or is in use by another process" : "",
                  e.getMessage()),
          e);
    } finally {
      if (!done) {
        open = connection;
        discard();
      }
    }
  }

  private void migrate(Connection connection) throws SQLException {
    engine.lockTables(connection);
    Sql.update(connection, engine.ddl(VERSIONS));
    List<Integer> found =
        Sql.query(
            connection,
            "SELECT version FROM schema_version WHERE component = ?",
            row -> row.getInt(1),
            schema.name());
    int version = found.isEmpty() ? 0 : found.getFirst();
    int known = schema.steps().size();
    if (version > known) {
      throw new DatabaseException(
          "%s: its %s has version %d, made by a newer program; this one knows %d"
              .formatted(location, schema.name(), version, known),
          null);
    }
    for (List<String> step : schema.steps().subList(version, known)) {
      for (String statement : step) {
        Sql.update(connection, engine.ddl(statement));
      }
    }
    if (version < known) {
      Sql.update(
          connection,
          "INSERT INTO schema_version VALUES (?, ?)"
              + " ON CONFLICT (component) DO UPDATE SET version = excluded.version",
          schema.name(),
          known);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    discard();
  }
}
