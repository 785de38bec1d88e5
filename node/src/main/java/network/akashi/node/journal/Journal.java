package network.akashi.node.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes32;
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

  private final Connection connection;
  private final InstantSource clock;

  private Journal(Connection connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /**
   * Opens a journal, or makes a new one.
   *
   * @throws WorkException if it cannot be opened, or another process has it
   */
  public static Journal open(Path file, InstantSource clock) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA locking_mode = EXCLUSIVE");
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS job (request BLOB PRIMARY KEY, stage TEXT NOT NULL,"
                + " over INTEGER NOT NULL, changed INTEGER NOT NULL, body TEXT NOT NULL)");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS step (request BLOB NOT NULL, at INTEGER NOT NULL,"
                + " stage TEXT NOT NULL, error TEXT NOT NULL)");
        statement.execute("CREATE INDEX IF NOT EXISTS step_of ON step (request)");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS vouch (program BLOB NOT NULL, input BLOB NOT NULL,"
                + " output BLOB NOT NULL, PRIMARY KEY (program, input))");
        connection.setAutoCommit(false);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new Journal(connection, clock);
    } catch (SQLException e) {
      throw new WorkException(
          NodeError.JOURNAL_BROKEN, "%s cannot be opened: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  @Override
  public synchronized List<Job> load() {
    return change(() -> {
      List<Job> jobs = new ArrayList<>();
      try (PreparedStatement select =
          connection.prepareStatement("SELECT body FROM job ORDER BY over, changed DESC LIMIT ?")) {
        select.setInt(1, MOST_LOADED);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            jobs.add(JobCodec.read(rows.getString(1)));
          }
        }
      }
      return jobs;
    });
  }

  @Override
  public synchronized void save(List<Job> jobs) {
    long now = clock.millis();
    change(() -> {
      try (PreparedStatement put =
              connection.prepareStatement("INSERT OR REPLACE INTO job VALUES (?, ?, ?, ?, ?)");
          PreparedStatement step =
              connection.prepareStatement("INSERT INTO step VALUES (?, ?, ?, ?)")) {
        for (Job job : jobs) {
          put.setBytes(1, job.requestId().toArray());
          put.setString(2, job.stage().name());
          put.setBoolean(3, job.stage().isOver());
          put.setLong(4, now);
          put.setString(5, JobCodec.write(job));
          put.executeUpdate();
          step.setBytes(1, job.requestId().toArray());
          step.setLong(2, now);
          step.setString(3, job.stage().name());
          step.setString(4, job.error().map(NodeError::code).orElse(""));
          step.executeUpdate();
        }
      }
      return jobs;
    });
  }

  /** One change of a job. */
  public record Entry(long atMillis, String stage, String error) {}

  /** How a job came to where it is, oldest first. */
  public synchronized List<Entry> steps(Bytes32 request) {
    return change(() -> {
      List<Entry> entries = new ArrayList<>();
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT at, stage, error FROM step WHERE request = ? ORDER BY rowid")) {
        select.setBytes(1, request.toArray());
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            entries.add(new Entry(rows.getLong(1), rows.getString(2), rows.getString(3)));
          }
        }
      }
      return entries;
    });
  }

  /** Forgets jobs that ended before {@code millis}, with their history. */
  public synchronized int prune(long millis) {
    return change(() -> {
      try (PreparedStatement steps =
              connection.prepareStatement(
                  "DELETE FROM step WHERE request IN"
                      + " (SELECT request FROM job WHERE over = 1 AND changed < ?)");
          PreparedStatement jobs =
              connection.prepareStatement("DELETE FROM job WHERE over = 1 AND changed < ?")) {
        steps.setLong(1, millis);
        steps.executeUpdate();
        jobs.setLong(1, millis);
        return jobs.executeUpdate();
      }
    });
  }

  /** What was vouched for. */
  public synchronized List<Vouch> vouches() {
    return change(() -> {
      List<Vouch> vouches = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT program, input, output FROM vouch")) {
        while (rows.next()) {
          vouches.add(
              new Vouch(
                  Bytes32.of(rows.getBytes(1)),
                  Bytes32.of(rows.getBytes(2)),
                  Bytes32.of(rows.getBytes(3))));
        }
      }
      return vouches;
    });
  }

  /**
   * Promises not to contradict these.
   *
   * @throws WorkException if one contradicts an earlier one
   */
  public synchronized void vouch(List<Vouch> vouches) {
    change(() -> {
      try (PreparedStatement put =
          connection.prepareStatement("INSERT INTO vouch VALUES (?, ?, ?)")) {
        for (Vouch vouch : vouches) {
          put.setBytes(1, vouch.programId().toArray());
          put.setBytes(2, vouch.inputCommitment().toArray());
          put.setBytes(3, vouch.outputDigest().toArray());
          put.executeUpdate();
        }
      }
      return vouches;
    });
  }

  /** The journaled state of one job. */
  public synchronized Optional<Job> job(Bytes32 request) {
    return change(() -> {
      try (PreparedStatement select =
          connection.prepareStatement("SELECT body FROM job WHERE request = ?")) {
        select.setBytes(1, request.toArray());
        try (ResultSet rows = select.executeQuery()) {
          return rows.next() ? Optional.of(JobCodec.read(rows.getString(1))) : Optional.empty();
        }
      }
    });
  }

  @FunctionalInterface
  private interface Change<T> {
    T run() throws SQLException;
  }

  private <T> T change(Change<T> change) {
    try {
      boolean done = false;
      try {
        T result = change.run();
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  private static WorkException broken(SQLException e) {
    return new WorkException(
        NodeError.JOURNAL_BROKEN, "the journal cannot be read or written: " + e.getMessage(), e);
  }
}
