package network.akashi.rollup.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.store.Database;
import network.akashi.chain.store.DatabaseException;
import network.akashi.chain.store.Sharing;
import network.akashi.chain.store.Sql;
import network.akashi.chain.store.StoreLocation;
import org.jspecify.annotations.Nullable;

/**
 * The sequencer's durable memory.
 *
 * <p>Changes are made in the order in which they are asked for. The future of a change completes
 * when it is on disk ({@code synchronous = FULL}); that of one implies that of all before it. What
 * is read is what is on disk.
 *
 * <p>A folder belongs to one process at a time ({@link FolderLock}); the file in it belongs to one
 * rollup.
 */
public final class RollupStore implements AutoCloseable {
  private final Database reader;
  private final GroupCommit writer;
  private final Database writing;

  private RollupStore(Database reader, Database writing) {
    this.reader = reader;
    this.writing = writing;
    this.writer = new GroupCommit(writing);
  }

  /**
   * Opens a store, or makes a new one.
   *
   * @param owner the rollup that it is of: its configuration hash
   * @throws StoreException if it cannot be opened, or is another rollup's
   */
  public static RollupStore open(Path file, Bytes32 owner) {
    StoreLocation location = StoreLocation.file(file);
    try {
      Database writing = Database.open(location, Sharing.SHARED, Tables.SCHEMA);
      boolean done = false;
      try {
        requireOwner(writing, owner);
        RollupStore store =
            new RollupStore(Database.open(location, Sharing.SHARED, Tables.SCHEMA), writing);
        done = true;
        return store;
      } finally {
        if (!done) {
          writing.close();
        }
      }
    } catch (DatabaseException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireOwner(Database database, Bytes32 owner) {
    List<Bytes32> found =
        database.change(connection -> {
          List<Bytes32> owners =
              Sql.query(connection, "SELECT rollup FROM owner", row -> Bytes32.of(row.getBytes(1)));
          if (owners.isEmpty()) {
            Sql.update(connection, "INSERT INTO owner VALUES (?)", (Object) owner.toArray());
          }
          return owners;
        });
    if (!found.isEmpty() && !found.getFirst().equals(owner)) {
      throw new StoreException(database.location() + ": is of another rollup", null);
    }
  }

  @Override
  public synchronized void close() {
    writer.close();
    reader.close();
    writing.close();
  }

  /** Waits until all that was asked for before is on disk. */
  public void flush() {
    writer.submit(_ -> {}).join();
  }

  // --- Transactions that wait

  /** Takes a transaction that waits; one that it replaces is forgotten. */
  public CompletableFuture<Void> accept(StoredTransaction added, Optional<Bytes32> replaced) {
    return writer.submit(connection -> {
      if (replaced.isPresent()) {
        update(
            connection,
            "DELETE FROM tx WHERE hash = ? AND block IS NULL",
            replaced.get().toArray());
      }
      insert(connection, added);
    });
  }

  /** Forgets transactions that can never be valid any more, if they are in no block. */
  public CompletableFuture<Void> drop(List<Bytes32> hashes) {
    return writer.submit(connection -> {
      for (Bytes32 each : hashes) {
        update(connection, "DELETE FROM tx WHERE hash = ? AND block IS NULL", each.toArray());
      }
    });
  }

  /** All that wait, in the order in which they came. */
  public List<StoredTransaction> waiting() {
    return query(
        "SELECT %s FROM tx WHERE block IS NULL ORDER BY rowid".formatted(TX_COLUMNS),
        RollupStore::transaction);
  }

  // --- Blocks

  /** Appends a block with its transactions. */
  public CompletableFuture<Void> append(StoredBlock block, List<StoredTransaction> transactions) {
    return writer.submit(connection -> {
      update(
          connection,
          "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          block.number(),
          block.hash().toArray(),
          block.header().toArray(),
          block.depositsBefore(),
          block.deposits().toArray(),
          block.depositHash().toArray(),
          block.forcedBefore(),
          block.forced(),
          block.forcedHash().toArray());
      for (StoredTransaction each : transactions) {
        insert(connection, each);
      }
    });
  }

  /**
   * Takes back all blocks after {@code number}, and the batches that have one of them. Accepted
   * transactions in them wait again.
   */
  public CompletableFuture<Void> truncate(long number) {
    return writer.submit(connection -> {
      update(connection, "DELETE FROM block WHERE number > ?", number);
      update(connection, "DELETE FROM batch WHERE last_block > ?", number);
      update(connection, "DELETE FROM tx WHERE block > ? AND accepted = 0", number);
      update(
          connection,
          "UPDATE tx SET block = NULL, position = 0, forced = 0 WHERE block > ?",
          number);
    });
  }

  /** The newest block. */
  public Optional<StoredBlock> head() {
    return query(BLOCKS + " ORDER BY number DESC LIMIT 1", RollupStore::block).stream().findFirst();
  }

  public Optional<StoredBlock> block(long number) {
    return query(BLOCKS + " WHERE number = ?", RollupStore::block, number).stream().findFirst();
  }

  public Optional<StoredBlock> block(Bytes32 hash) {
    return query(BLOCKS + " WHERE hash = ?", RollupStore::block, (Object) hash.toArray()).stream()
        .findFirst();
  }

  /** The blocks from {@code first} to {@code last}, in their order. */
  public List<StoredBlock> blocks(long first, long last) {
    return query(
        BLOCKS + " WHERE number BETWEEN ? AND ? ORDER BY number", RollupStore::block, first, last);
  }

  /** The transactions of a block, in their order. */
  public List<StoredTransaction> transactions(long block) {
    return query(
        "SELECT %s FROM tx WHERE block = ? ORDER BY position".formatted(TX_COLUMNS),
        RollupStore::transaction,
        block);
  }

  public Optional<StoredTransaction> transaction(Bytes32 hash) {
    return query(
            "SELECT %s FROM tx WHERE hash = ?".formatted(TX_COLUMNS),
            RollupStore::transaction,
            (Object) hash.toArray())
        .stream()
        .findFirst();
  }

  // --- Batches

  /** Writes down which blocks are a batch; batches from its index on are forgotten. */
  public CompletableFuture<Void> cut(StoredBatch batch) {
    return writer.submit(connection -> {
      update(connection, "DELETE FROM batch WHERE number >= ?", batch.index());
      update(
          connection,
          "INSERT INTO batch VALUES (?, ?, ?, ?, ?)",
          batch.index(),
          batch.firstBlock(),
          batch.lastBlock(),
          batch.payload().toArray(),
          batch.commitment().toArray());
    });
  }

  /** Forgets the cuts from batch {@code index} on. */
  public CompletableFuture<Void> uncut(long index) {
    return writer.submit(
        connection -> update(connection, "DELETE FROM batch WHERE number >= ?", index));
  }

  public Optional<StoredBatch> batch(long index) {
    return query(BATCHES + " WHERE number = ?", RollupStore::batch, index).stream().findFirst();
  }

  /** The newest batch. */
  public Optional<StoredBatch> lastBatch() {
    return query(BATCHES + " ORDER BY number DESC LIMIT 1", RollupStore::batch).stream()
        .findFirst();
  }

  /** The batch that has a block. */
  public Optional<StoredBatch> batchOf(long block) {
    return query(
            BATCHES + " WHERE first_block <= ? AND last_block >= ?",
            RollupStore::batch,
            block,
            block)
        .stream()
        .findFirst();
  }

  // --- Accounts

  /**
   * Brings the snapshot to a later block.
   *
   * @param changed RLP of the accounts that changed since the last one; empty where there is none
   *     any more
   */
  public CompletableFuture<Void> snapshot(long block, Map<Address, Bytes> changed) {
    return writer.submit(connection -> {
      for (Map.Entry<Address, Bytes> each : changed.entrySet()) {
        if (each.getValue().isEmpty()) {
          update(connection, "DELETE FROM account WHERE address = ?", each.getKey().toArray());
        } else {
          update(
              connection,
              "INSERT OR REPLACE INTO account VALUES (?, ?)",
              each.getKey().toArray(),
              each.getValue().toArray());
        }
      }
      update(connection, "DELETE FROM snapshot");
      update(connection, "INSERT INTO snapshot VALUES (?)", block);
    });
  }

  /** Forgets the snapshot. */
  public CompletableFuture<Void> dropSnapshot() {
    return writer.submit(connection -> {
      update(connection, "DELETE FROM account");
      update(connection, "DELETE FROM snapshot");
    });
  }

  /** The newest snapshot; empty if there is none. */
  public Optional<Snapshot> snapshot() {
    List<Long> block = query("SELECT block FROM snapshot", row -> row.getLong(1));
    if (block.isEmpty()) {
      return Optional.empty();
    }
    Map<Address, Bytes> accounts = new HashMap<>();
    query(
        "SELECT address, value FROM account",
        row -> accounts.put(Address.of(row.getBytes(1)), Bytes.of(row.getBytes(2))) == null);
    return Optional.of(new Snapshot(block.getFirst(), accounts));
  }

  // --- SQL

  private static final String TX_COLUMNS =
      "hash, sender, nonce, raw, accepted, forced, block, position";
  private static final String BLOCKS =
      "SELECT number, hash, header, deposits_before, deposits, deposit_hash, forced_before,"
          + " forced, forced_hash FROM block";
  private static final String BATCHES =
      "SELECT number, first_block, last_block, payload, commitment FROM batch";

  private static void insert(Connection connection, StoredTransaction each) throws SQLException {
    update(
        connection,
        "INSERT INTO tx (hash, sender, nonce, raw, accepted, forced, block, position)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET"
            + " accepted = max(accepted, excluded.accepted),"
            + " forced = iif(excluded.block IS NULL, forced, excluded.forced),"
            + " position = iif(excluded.block IS NULL, position, excluded.position),"
            + " block = coalesce(excluded.block, block)",
        each.hash().toArray(),
        each.sender().toArray(),
        each.nonce(),
        each.raw().toArray(),
        each.accepted() ? 1 : 0,
        each.forced() ? 1 : 0,
        each.block().isPresent() ? each.block().getAsLong() : null,
        each.position());
  }

  private static StoredTransaction transaction(ResultSet row) throws SQLException {
    long block = row.getLong(7);
    OptionalLong in = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(block);
    return new StoredTransaction(
        Bytes32.of(row.getBytes(1)),
        Address.of(row.getBytes(2)),
        row.getLong(3),
        Bytes.of(row.getBytes(4)),
        row.getInt(5) != 0,
        row.getInt(6) != 0,
        in,
        row.getInt(8));
  }

  private static StoredBlock block(ResultSet row) throws SQLException {
    return new StoredBlock(
        row.getLong(1),
        Bytes32.of(row.getBytes(2)),
        Bytes.of(row.getBytes(3)),
        row.getLong(4),
        Bytes.of(row.getBytes(5)),
        Bytes32.of(row.getBytes(6)),
        row.getLong(7),
        row.getInt(8),
        Bytes32.of(row.getBytes(9)));
  }

  private static StoredBatch batch(ResultSet row) throws SQLException {
    return new StoredBatch(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        Bytes.of(row.getBytes(4)),
        Bytes.of(row.getBytes(5)));
  }

  private synchronized <T> List<T> query(String sql, Sql.RowReader<T> read, Object... parameters) {
    try {
      return reader.change(connection -> Sql.query(connection, sql, read, parameters));
    } catch (DatabaseException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    Sql.update(connection, sql, parameters);
  }
}
