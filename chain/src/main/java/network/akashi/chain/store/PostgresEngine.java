package network.akashi.chain.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * A schema of a server.
 *
 * <p>Being alone is an advisory lock of the session: it ends with the connection, however the
 * process ends. Whoever reconnects has to get it again.
 */
record PostgresEngine(PostgresUrl url) implements Engine {
  private static final int LOCK_ATTEMPTS = 30;
  private static final long LOCK_PAUSE_MILLIS = 100;

  @Override
  public Connection connect(Sharing sharing, String kind) {
    try {
      Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.properties());
      boolean done = false;
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET synchronous_commit = on");
        statement.execute("SET idle_in_transaction_session_timeout = '10min'");
        connection.setAutoCommit(false);
        if (sharing == Sharing.ALONE) {
          lock(connection, kind);
        }
        done = true;
        return connection;
      } finally {
        if (!done) {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException(url + ": " + why(e), e);
    }
  }

  /** Waits a little: the server may not have noticed yet that an earlier process is dead. */
  private void lock(Connection connection, String kind) throws SQLException {
    for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
      List<Boolean> got =
          Sql.query(
              connection,
              "SELECT pg_try_advisory_lock(?)",
              row -> row.getBoolean(1),
              key("alone " + kind));
      connection.commit();
      if (got.getFirst()) {
        return;
      }
      try {
        Thread.sleep(LOCK_PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DatabaseException(url + ": interrupted while waiting for the lock", e);
      }
    }
    throw new DatabaseException(
        "%s: the %s in it is in use by another process".formatted(url, kind), null);
  }

  /** Locks are numbers that the whole database shares. */
  private long key(String what) {
    try {
      byte[] name = "akashi %s %s".formatted(url.schema(), what).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void lockTables(Connection connection) throws SQLException {
    Sql.query(
        connection, "SELECT pg_advisory_xact_lock(?)", row -> row.getObject(1) == null, key("ddl"));
    boolean there =
        Sql.query(
                connection,
                "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = ?)",
                row -> row.getBoolean(1),
                url.schema())
            .getFirst();
    if (!there) { // asked first: making one needs a right that its owner may not have given
      Sql.update(connection, "CREATE SCHEMA " + url.schema());
    }
  }

  @Override
  public String ddl(String statement) {
    return Schema.forPostgres(statement);
  }

  @Override
  public boolean isBroken(SQLException failure) {
    String state = state(failure);
    return state.startsWith("08") || state.startsWith("57P");
  }

  private static String state(SQLException failure) {
    return Objects.requireNonNullElse(failure.getSQLState(), "");
  }

  private String why(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (state(failure)) {
      case "08001", "08006" ->
          "no PostgreSQL server answers at %s: %s".formatted(url.server(), message);
      case "08004", "28000", "28P01" ->
          "the server does not let %s in: %s (a password can be in PGPASSWORD or ~/.pgpass)"
              .formatted(url.user(), message);
      case "3D000" ->
          "there is no database %s at %s; make it with createdb"
              .formatted(url.database(), url.server());
      default -> "cannot be opened: " + message;
    };
  }
}
