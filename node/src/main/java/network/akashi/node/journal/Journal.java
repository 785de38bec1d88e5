package network.akashi.node.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.chain.store.Database;
import network.akashi.chain.store.DatabaseException;
import network.akashi.chain.store.Schema;
import network.akashi.chain.store.Sharing;
import network.akashi.chain.store.Sql;
import network.akashi.chain.store.StoreLocation;
import network.akashi.node.NodeError;
import network.akashi.node.attester.Vouch;
import network.akashi.node.prover.Job;
import network.akashi.node.prover.JobStore;
import network.akashi.node.work.WorkException;

/**
 * The journal of one node. Each method does all or nothing, durably: a crash between two calls is
 * no different from a pause. One process at a time has it open.
 */
public final class Journal implements JobStore, AutoCloseable {
  private static final int MOST_LOADED = 2_000;

  private static final Schema SCHEMA =
      new Schema(
          "journal",
          List.of(
              List.of(
                  "CREATE TABLE IF NOT EXISTS job (request BLOB PRIMARY KEY, stage TEXT NOT NULL,"
                      + " over INTEGER NOT NULL, changed INTEGER NOT NULL, body TEXT NOT NULL)",
                  "CREATE TABLE IF NOT EXISTS step (request BLOB NOT NULL, at INTEGER NOT NULL,"
                      + " stage TEXT NOT NULL, error TEXT NOT NULL)",
                  "CREATE INDEX IF NOT EXISTS step_of ON step (request)",
                  "CREATE TABLE IF NOT EXISTS vouch (program BLOB NOT NULL, input BLOB NOT NULL,"
                      + " output BLOB NOT NULL, PRIMARY KEY (program, input))"),
              List.of("ALTER TABLE step ADD COLUMN number INTEGER NOT NULL DEFAULT 0")));

  private final Database database;
  private final InstantSource clock;

  private Journal(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Opens a journal, or makes a new one.
   *
   * @throws WorkException if it cannot be opened, or another process has it
   */
  public static Journal open(StoreLocation location, InstantSource clock) {
    try {
      return new Journal(Database.open(location, Sharing.ALONE, SCHEMA), clock);
    } catch (DatabaseException e) {
      throw broken(e);
    }
  }

  @Override
  public synchronized void close() {
    database.close();
  }

  @Override
  public synchronized List<Job> load() {
    return change(connection ->
        Sql.query(
            connection,
            "SELECT body FROM job ORDER BY over, changed DESC LIMIT ?",
            row -> JobCodec.read(row.getString(1)),
            MOST_LOADED));
  }

  @Override
  public synchronized void save(List<Job> jobs) {
    long now = clock.millis();
    change(connection -> {
      for (Job job : jobs) {
        byte[] request = job.requestId().toArray();
        Sql.update(
            connection,
            "INSERT INTO job VALUES (?, ?, ?, ?, ?) ON CONFLICT (request) DO UPDATE SET"
                + " stage = excluded.stage, over = excluded.over, changed = excluded.changed,"
                + " body = excluded.body",
            request,
            job.stage().name(),
            job.stage().isOver() ? 1 : 0,
            now,
            JobCodec.write(job));
        Sql.update(
            connection,
            "INSERT INTO step (request, at, stage, error, number) SELECT ?, ?, ?, ?,"
                + " COALESCE(MAX(number), 0) + 1 FROM step WHERE request = ?",
            request,
            now,
            job.stage().name(),
            job.error().map(NodeError::code).orElse(""),
            request);
      }
      return jobs;
    });
  }

  /** One change of a job. */
  public record Entry(long atMillis, String stage, String error) {}

  /** How a job came to where it is, oldest first. */
  public synchronized List<Entry> steps(Bytes32 request) {
    return change(connection ->
        Sql.query(
            connection,
            "SELECT at, stage, error FROM step WHERE request = ? ORDER BY number, at",
            row -> new Entry(row.getLong(1), row.getString(2), row.getString(3)),
            (Object) request.toArray()));
  }

  /** Forgets jobs that ended before {@code millis}, with their history. */
  public synchronized int prune(long millis) {
    return change(connection -> {
      Sql.update(
          connection,
          "DELETE FROM step WHERE request IN"
              + " (SELECT request FROM job WHERE over = 1 AND changed < ?)",
          millis);
      return Sql.update(connection, "DELETE FROM job WHERE over = 1 AND changed < ?", millis);
    });
  }

  /** What was vouched for. */
  public synchronized List<Vouch> vouches() {
    return change(connection ->
        Sql.query(
            connection,
            "SELECT program, input, output FROM vouch",
            row ->
                new Vouch(
                    Bytes32.of(row.getBytes(1)),
                    Bytes32.of(row.getBytes(2)),
                    Bytes32.of(row.getBytes(3)))));
  }

  /**
   * Promises not to contradict these.
   *
   * @throws WorkException if one contradicts an earlier one
   */
  public synchronized void vouch(List<Vouch> vouches) {
    change(connection -> {
      for (Vouch vouch : vouches) {
        int added =
            Sql.update(
                connection,
                "INSERT INTO vouch VALUES (?, ?, ?) ON CONFLICT (program, input) DO NOTHING",
                vouch.programId().toArray(),
                vouch.inputCommitment().toArray(),
                vouch.outputDigest().toArray());
        if (added == 0 && !isThere(connection, vouch)) {
          throw new WorkException(
              NodeError.WOULD_CONTRADICT,
              "another output was vouched for on program %s and input %s"
                  .formatted(vouch.programId(), vouch.inputCommitment()));
        }
      }
      return vouches;
    });
  }

  private static boolean isThere(Connection connection, Vouch vouch) throws SQLException {
    return !Sql.query(
            connection,
            "SELECT 1 FROM vouch WHERE program = ? AND input = ? AND output = ?",
            row -> row.getInt(1),
            vouch.programId().toArray(),
            vouch.inputCommitment().toArray(),
            vouch.outputDigest().toArray())
        .isEmpty();
  }

  /** The journaled state of one job. */
  public synchronized Optional<Job> job(Bytes32 request) {
    return change(connection ->
            Sql.query(
                connection,
                "SELECT body FROM job WHERE request = ?",
                row -> JobCodec.read(row.getString(1)),
                (Object) request.toArray()))
        .stream()
        .findFirst();
  }

  private <T> T change(Database.Change<T> change) {
    try {
      return database.change(change);
    } catch (DatabaseException e) {
      throw broken(e);
    }
  }

  private static WorkException broken(DatabaseException e) {
    return new WorkException(NodeError.JOURNAL_BROKEN, String.valueOf(e.getMessage()), e);
  }
}
