package network.akashi.chain.outbox;

import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Receipt;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.store.Database;
import network.akashi.chain.store.DatabaseException;
import network.akashi.chain.store.Schema;
import network.akashi.chain.store.Sharing;
import network.akashi.chain.store.Sql;
import network.akashi.chain.store.StoreLocation;
import network.akashi.chain.tx.Fees;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of intents and of every transaction signed for them, in one SQLite file.
 *
 * <p>Each change is one transaction on disk before the method returns. The file belongs to one
 * account on one chain, and to one process at a time. Nonces are unique by the table's own index.
 */
final class Ledger implements AutoCloseable {
  private static final Schema SCHEMA =
      Schema.of(
          "outbox",
          List.of(
              "CREATE TABLE IF NOT EXISTS owner (chain_id INTEGER NOT NULL, address BLOB NOT NULL)",
              """
              CREATE TABLE IF NOT EXISTS intent (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL UNIQUE,
                digest BLOB NOT NULL,
                target BLOB NOT NULL,
                value TEXT NOT NULL,
                data BLOB NOT NULL,
                blobs BLOB NOT NULL,
                gas_limit INTEGER,
                state TEXT NOT NULL,
                nonce INTEGER,
                cancelled INTEGER NOT NULL DEFAULT 0,
                tx_hash BLOB,
                block_number INTEGER,
                succeeded INTEGER NOT NULL DEFAULT 0,
                note TEXT NOT NULL DEFAULT '')
              """,
              "CREATE UNIQUE INDEX IF NOT EXISTS intent_nonce ON intent (nonce)"
                  + " WHERE nonce IS NOT NULL",
              "CREATE INDEX IF NOT EXISTS intent_state ON intent (state, id)",
              """
              CREATE TABLE IF NOT EXISTS attempt (
                hash BLOB PRIMARY KEY,
                intent INTEGER NOT NULL REFERENCES intent (id),
                raw BLOB NOT NULL,
                nonce INTEGER NOT NULL,
                max_fee TEXT NOT NULL,
                max_tip TEXT NOT NULL,
                blob_fee TEXT NOT NULL,
                signed_at INTEGER NOT NULL,
                filler INTEGER NOT NULL)
              """,
              "CREATE INDEX IF NOT EXISTS attempt_intent ON attempt (intent)"));

  /** A row: the intent, and how far it is. */
  record Entry(
      long id,
      Intent intent,
      IntentState state,
      OptionalLong nonce,
      boolean cancelled,
      Optional<Bytes32> transaction,
      OptionalLong blockNumber,
      boolean succeeded,
      String note) {}

  private final Database database;

  private Ledger(Database database) {
    this.database = database;
  }

  /**
   * Opens the ledger, or makes a new one.
   *
   * @throws LedgerException if it cannot be opened, or is of another account or chain
   */
  static Ledger open(Path file, long chainId, Address owner) {
    Ledger ledger;
    try {
      ledger = new Ledger(Database.open(StoreLocation.file(file), Sharing.ALONE, SCHEMA));
    } catch (DatabaseException e) {
      throw new LedgerException(String.valueOf(e.getMessage()), e);
    }
    boolean own = false;
    try {
      ledger.own(file, chainId, owner);
      own = true;
      return ledger;
    } finally {
      if (!own) {
        ledger.close();
      }
    }
  }

  private void own(Path file, long chainId, Address owner) {
    List<String> others =
        query(
            "SELECT chain_id, address FROM owner",
            row ->
                row.getLong(1) == chainId && Address.of(row.getBytes(2)).equals(owner)
                    ? ""
                    : "%s on chain %d".formatted(Address.of(row.getBytes(2)), row.getLong(1)));
    if (others.isEmpty()) {
      update("INSERT INTO owner VALUES (?, ?)", chainId, owner.toArray());
    } else if (!others.getFirst().isEmpty()) {
      throw new LedgerException("%s: is the ledger of %s".formatted(file, others.getFirst()), null);
    }
  }

  @Override
  public synchronized void close() {
    database.close();
  }

  /**
   * Writes an intent down, unless it is there.
   *
   * @throws IllegalArgumentException if another intent has its key
   */
  synchronized void add(Intent intent) {
    Optional<Entry> there = find(intent.key());
    if (there.isPresent()) {
      if (!there.get().intent().digest().equals(intent.digest())) {
        throw new IllegalArgumentException("another intent has the key '" + intent.key() + "'");
      }
      return;
    }
    insert(intent, IntentState.QUEUED, null);
  }

  private void insert(Intent intent, IntentState state, @Nullable Long nonce) {
    Bytes blobs = Bytes.concat(intent.blobs().stream().map(Blob::bytes).toArray(Bytes[]::new));
    update(
        "INSERT INTO intent (name, digest, target, value, data, blobs, gas_limit, state, nonce)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        intent.key(),
        intent.digest().toArray(),
        intent.to().toArray(),
        intent.value().toString(),
        intent.data().toArray(),
        blobs.toArray(),
        intent.gasLimit().isPresent() ? intent.gasLimit().getAsLong() : null,
        state.name(),
        nonce);
  }

  synchronized Optional<Entry> find(String key) {
    return entries("WHERE name = ?", key).stream().findFirst();
  }

  synchronized List<Entry> withPrefix(String prefix) {
    return entries("WHERE substr(name, 1, ?) = ? ORDER BY id", prefix.length(), prefix);
  }

  /** The intent that has this nonce now, however far it is. */
  synchronized Optional<Entry> withNonce(long nonce) {
    return entries("WHERE nonce = ?", nonce).stream().findFirst();
  }

  /** All in one of these states, oldest first. */
  synchronized List<Entry> in(IntentState state) {
    return entries("WHERE state = ? ORDER BY id", state.name());
  }

  /** All whose nonce is, or may be, still open, by nonce. */
  synchronized List<Entry> open() {
    return entries("WHERE state IN ('SENT', 'INCLUDED') ORDER BY nonce");
  }

  /** One more than the highest nonce that was ever given out; zero if none was. */
  synchronized long nextNonce() {
    return query("SELECT COALESCE(MAX(nonce) + 1, 0) FROM attempt", row -> row.getLong(1))
        .getFirst();
  }

  /** Gives an intent its nonce and first transaction, in one step. */
  synchronized void assign(long id, Attempt attempt) {
    atomically(() -> {
      update(
          "UPDATE intent SET state = 'SENT', nonce = ? WHERE id = ? AND nonce IS NULL",
          attempt.nonce(),
          id);
      record(id, attempt);
    });
  }

  /** Writes down a filler with its transaction, in one step. */
  synchronized void addFiller(Intent intent, Attempt attempt) {
    atomically(() -> {
      insert(intent, IntentState.SENT, attempt.nonce());
      long id = find(intent.key()).orElseThrow().id();
      record(id, attempt);
    });
  }

  /** Adds a transaction to an intent that has others with the same nonce. */
  synchronized void record(long id, Attempt attempt) {
    update(
        "INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        attempt.hash().toArray(),
        id,
        attempt.raw().toArray(),
        attempt.nonce(),
        attempt.fees().maxFee().toString(),
        attempt.fees().maxTip().toString(),
        attempt.blobFee().toString(),
        attempt.signedAtBlock(),
        attempt.filler() ? 1 : 0);
  }

  /** The transactions signed for an intent with its present nonce, in their order. */
  synchronized List<Attempt> attempts(Entry entry) {
    return query(
        "SELECT hash, raw, nonce, max_fee, max_tip, blob_fee, signed_at, filler FROM attempt"
            + " WHERE intent = ? AND nonce = ? ORDER BY rowid",
        row ->
            new Attempt(
                Bytes32.of(row.getBytes(1)),
                Bytes.of(row.getBytes(2)),
                row.getLong(3),
                new Fees(new BigInteger(row.getString(4)), new BigInteger(row.getString(5))),
                new BigInteger(row.getString(6)),
                row.getLong(7),
                row.getInt(8) != 0),
        entry.id(),
        entry.nonce().orElse(-1));
  }

  synchronized int countAttempts(Entry entry) {
    return query("SELECT COUNT(*) FROM attempt WHERE intent = ?", row -> row.getInt(1), entry.id())
        .getFirst();
  }

  synchronized void included(long id, IntentState state, Receipt receipt, String note) {
    update(
        "UPDATE intent SET state = ?, tx_hash = ?, block_number = ?, succeeded = ?, note = ?"
            + " WHERE id = ?",
        state.name(),
        receipt.transactionHash().toArray(),
        receipt.blockNumber(),
        receipt.succeeded() ? 1 : 0,
        note,
        id);
  }

  /** Its block is gone: its transactions wait again. */
  synchronized void reorganised(long id) {
    update(
        "UPDATE intent SET state = 'SENT', tx_hash = NULL, block_number = NULL, succeeded = 0,"
            + " note = 'its block was reorganised away' WHERE id = ?",
        id);
  }

  /** Its nonce was used by a transaction that is not in this ledger: it needs another. */
  synchronized void requeue(long id, String note) {
    update("UPDATE intent SET state = 'QUEUED', nonce = NULL, note = ? WHERE id = ?", note, id);
  }

  synchronized void end(long id, IntentState state, String note) {
    update("UPDATE intent SET state = ?, note = ? WHERE id = ?", state.name(), note, id);
  }

  synchronized void cancel(long id) {
    update("UPDATE intent SET cancelled = 1 WHERE id = ?", id);
  }

  synchronized void note(long id, String note) {
    update("UPDATE intent SET note = ? WHERE id = ?", note, id);
  }

  private List<Entry> entries(String where, Object... parameters) {
    return query(
        "SELECT id, name, target, value, data, blobs, gas_limit, state, nonce, cancelled,"
            + " tx_hash, block_number, succeeded, note FROM intent "
            + where,
        Ledger::entry,
        parameters);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    List<Blob> blobs = new ArrayList<>();
    Bytes all = Bytes.of(row.getBytes(6));
    for (int at = 0; at < all.size(); at += Blob.SIZE) {
      blobs.add(new Blob(all.slice(at, at + Blob.SIZE)));
    }
    Intent intent =
        new Intent(
            row.getString(2),
            Address.of(row.getBytes(3)),
            new BigInteger(row.getString(4)),
            Bytes.of(row.getBytes(5)),
            blobs,
            optionalLong(row, 7));
    byte[] hash = row.getBytes(11);
    return new Entry(
        row.getLong(1),
        intent,
        IntentState.valueOf(row.getString(8)),
        optionalLong(row, 9),
        row.getInt(10) != 0,
        hash == null ? Optional.empty() : Optional.of(Bytes32.of(hash)),
        optionalLong(row, 12),
        row.getInt(13) != 0,
        row.getString(14));
  }

  private static OptionalLong optionalLong(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private <T> List<T> query(String sql, Sql.RowReader<T> reader, Object... parameters) {
    try {
      return database.change(connection -> Sql.query(connection, sql, reader, parameters));
    } catch (DatabaseException e) {
      throw failed(e);
    }
  }

  private void update(String sql, @Nullable Object... parameters) {
    try {
      database.change(connection -> Sql.update(connection, sql, parameters));
    } catch (DatabaseException e) {
      throw failed(e);
    }
  }

  private void atomically(Runnable work) {
    try {
      database.change(_ -> {
        work.run();
        return work;
      });
    } catch (DatabaseException e) {
      throw failed(e);
    }
  }

  private static LedgerException failed(DatabaseException e) {
    return new LedgerException(String.valueOf(e.getMessage()), e);
  }
}
