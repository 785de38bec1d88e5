package network.akashi.chain.follow;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Log;

/**
 * Events and checkpoints in one SQLite file.
 *
 * <p>Events are read by block: what follows a block that a reader knows. A reader that was ahead of
 * a rollback sees by {@link #contains} that its block is gone.
 */
public final class EventStore implements EventSink, AutoCloseable {
  private static final String SCHEMA_LOG =
      """
      CREATE TABLE IF NOT EXISTS log (
        block_number INTEGER NOT NULL,
        log_index INTEGER NOT NULL,
        block_hash BLOB NOT NULL,
        tx_hash BLOB NOT NULL,
        address BLOB NOT NULL,
        topics BLOB NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (block_number, log_index)) WITHOUT ROWID
      """;

  private final Connection connection;
  private final int remembered;

  private EventStore(Connection connection, int remembered) {
    this.connection = connection;
    this.remembered = remembered;
  }

  /**
   * Opens a store, or makes a new one.
   *
   * @param remembered checkpoints to keep: a reorganisation is survived if it leaves one of them
   * @throws EventStoreException if it cannot be opened
   */
  public static EventStore open(Path file, int remembered) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute(SCHEMA_LOG);
        statement.execute(
            "CREATE TABLE IF NOT EXISTS checkpoint (number INTEGER PRIMARY KEY, hash BLOB NOT NULL)");
        connection.setAutoCommit(false);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new EventStore(connection, remembered);
    } catch (SQLException e) {
      throw new EventStoreException(file + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new EventStoreException("cannot be closed: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized List<BlockRef> checkpoints() {
    return change(() -> {
      List<BlockRef> found = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery("SELECT number, hash FROM checkpoint ORDER BY number")) {
        while (rows.next()) {
          found.add(new BlockRef(rows.getLong(1), Bytes32.of(rows.getBytes(2))));
        }
      }
      return found;
    });
  }

  /** Whether events were taken up to exactly this block, and it was not rolled back. */
  public synchronized boolean contains(BlockRef block) {
    return checkpoints().contains(block);
  }

  @Override
  public synchronized void apply(List<BlockRef> blocks, List<Log> logs) {
    change(() -> {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)")) {
        for (Log log : logs) {
          insert.setLong(1, log.blockNumber());
          insert.setInt(2, log.logIndex());
          insert.setBytes(3, log.blockHash().toArray());
          insert.setBytes(4, log.transactionHash().toArray());
          insert.setBytes(5, log.address().toArray());
          insert.setBytes(6, topics(log).toArray());
          insert.setBytes(7, log.data().toArray());
          insert.executeUpdate();
        }
      }
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO checkpoint VALUES (?, ?)")) {
        for (BlockRef block : blocks) {
          insert.setLong(1, block.number());
          insert.setBytes(2, block.hash().toArray());
          insert.executeUpdate();
        }
      }
      run(
          "DELETE FROM checkpoint WHERE number NOT IN"
              + " (SELECT number FROM checkpoint ORDER BY number DESC LIMIT ?)",
          remembered);
      return true;
    });
  }

  @Override
  public synchronized void rollBackTo(BlockRef block) {
    change(() -> {
      run("DELETE FROM log WHERE block_number > ?", block.number());
      run("DELETE FROM checkpoint WHERE number > ?", block.number());
      return true;
    });
  }

  @Override
  public synchronized void rollBackAll() {
    rollBackTo(new BlockRef(-1, Bytes32.ZERO));
  }

  /** The first {@code limit} events after block {@code number}, in the chain's order. */
  public synchronized List<Log> after(long number, int limit) {
    return change(() -> {
      List<Log> logs = new ArrayList<>();
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT address, topics, data, block_number, block_hash, tx_hash, log_index"
                  + " FROM log WHERE block_number > ? ORDER BY block_number, log_index"
                  + " LIMIT ?")) {
        select.setLong(1, number);
        select.setInt(2, limit);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            logs.add(log(rows));
          }
        }
      }
      return logs;
    });
  }

  private static Bytes topics(Log log) {
    return Bytes.concat(log.topics().stream().map(Bytes32::bytes).toArray(Bytes[]::new));
  }

  private static Log log(ResultSet row) throws SQLException {
    Bytes all = Bytes.of(row.getBytes(2));
    List<Bytes32> topics = new ArrayList<>();
    for (int at = 0; at < all.size(); at += Bytes32.SIZE) {
      topics.add(new Bytes32(all.slice(at, at + Bytes32.SIZE)));
    }
    return new Log(
        Address.of(row.getBytes(1)),
        topics,
        Bytes.of(row.getBytes(3)),
        row.getLong(4),
        Bytes32.of(row.getBytes(5)),
        Bytes32.of(row.getBytes(6)),
        row.getInt(7));
  }

  private void run(String sql, long parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, parameter);
      statement.executeUpdate();
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  /** All of it or nothing. */
  private <T> T change(Work<T> work) {
    try {
      boolean done = false;
      try {
        T result = work.run();
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new EventStoreException("the events cannot be read or written: " + e.getMessage(), e);
    }
  }
}
