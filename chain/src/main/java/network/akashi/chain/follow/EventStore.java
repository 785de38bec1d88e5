package network.akashi.chain.follow;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Log;
import network.akashi.chain.store.Database;
import network.akashi.chain.store.DatabaseException;
import network.akashi.chain.store.Schema;
import network.akashi.chain.store.Sharing;
import network.akashi.chain.store.Sql;
import network.akashi.chain.store.StoreLocation;

/**
 * Events and checkpoints in one SQLite file.
 *
 * <p>Events are read by block: what follows a block that a reader knows. A reader that was ahead of
 * a rollback sees by {@link #contains} that its block is gone.
 */
public final class EventStore implements EventSink, AutoCloseable {
  private static final Schema SCHEMA =
      Schema.of(
          "events",
          List.of(
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
              """,
              "CREATE TABLE IF NOT EXISTS checkpoint"
                  + " (number INTEGER PRIMARY KEY, hash BLOB NOT NULL)"));

  private final Database database;
  private final int remembered;

  private EventStore(Database database, int remembered) {
    this.database = database;
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
      return new EventStore(
          Database.open(StoreLocation.file(file), Sharing.SHARED, SCHEMA), remembered);
    } catch (DatabaseException e) {
      throw new EventStoreException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public synchronized void close() {
    database.close();
  }

  @Override
  public synchronized List<BlockRef> checkpoints() {
    return change(connection ->
        Sql.query(
            connection,
            "SELECT number, hash FROM checkpoint ORDER BY number",
            row -> new BlockRef(row.getLong(1), Bytes32.of(row.getBytes(2)))));
  }

  /** Whether events were taken up to exactly this block, and it was not rolled back. */
  public synchronized boolean contains(BlockRef block) {
    return checkpoints().contains(block);
  }

  @Override
  public synchronized void apply(List<BlockRef> blocks, List<Log> logs) {
    change(connection -> {
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
      return Sql.update(
          connection,
          "DELETE FROM checkpoint WHERE number NOT IN"
              + " (SELECT number FROM checkpoint ORDER BY number DESC LIMIT ?)",
          remembered);
    });
  }

  @Override
  public synchronized void rollBackTo(BlockRef block) {
    change(connection -> {
      Sql.update(connection, "DELETE FROM log WHERE block_number > ?", block.number());
      return Sql.update(connection, "DELETE FROM checkpoint WHERE number > ?", block.number());
    });
  }

  @Override
  public synchronized void rollBackAll() {
    rollBackTo(new BlockRef(-1, Bytes32.ZERO));
  }

  /** The first {@code limit} events after block {@code number}, in the chain's order. */
  public synchronized List<Log> after(long number, int limit) {
    return change(connection ->
        Sql.query(
            connection,
            "SELECT address, topics, data, block_number, block_hash, tx_hash, log_index"
                + " FROM log WHERE block_number > ? ORDER BY block_number, log_index LIMIT ?",
            EventStore::log,
            number,
            limit));
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

  /** All of it or nothing. */
  private <T> T change(Database.Change<T> change) {
    try {
      return database.change(change);
    } catch (DatabaseException e) {
      throw new EventStoreException(String.valueOf(e.getMessage()), e);
    }
  }
}
