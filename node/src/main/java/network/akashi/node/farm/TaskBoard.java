package network.akashi.node.farm;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.chain.store.Database;
import network.akashi.chain.store.PostgresUrl;
import network.akashi.chain.store.Sql;
import network.akashi.node.work.RunBatch;

/** A node's side of the tables. */
public final class TaskBoard implements AutoCloseable {
  private static final int BAN_MINUTES = 10;
  private static final int KEEP_HOURS = 24;
  private static final int KEEP_ARTIFACT_HOURS = 1;

  private final Database database;

  private TaskBoard(Database database) {
    this.database = database;
  }

  /**
   * Connects a node to a farm.
   *
   * @throws network.akashi.chain.store.DatabaseException if that cannot be done
   */
  public static TaskBoard open(PostgresUrl url) {
    return new TaskBoard(FarmTables.open(url));
  }

  /**
   * Writes down all runs of a batch. Those that are there already stay as they are, done ones with
   * their results; those that failed begin anew.
   *
   * @param elf the program
   */
  public void publish(RunBatch batch, byte[] elf, Needs needs) {
    database.change(connection -> {
      byte[] program = batch.program().toArray();
      Sql.update(
          connection,
          "INSERT INTO program VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET elf = excluded.elf",
          program,
          Artifacts.put(connection, elf).toArray());
      for (int run = 0; run < batch.work().runs(); run++) {
        byte[] input = batch.work().input(run, batch.payee());
        publish(connection, batch, run, Artifacts.put(connection, input), needs);
      }
      return Sql.update(
          connection,
          "DELETE FROM task WHERE request = ? AND payee = ? AND run >= ?",
          batch.request().toArray(),
          batch.payee().toArray(),
          batch.work().runs());
    });
  }

  private static void publish(
      Connection connection, RunBatch batch, int run, Bytes32 input, Needs needs)
      throws SQLException {
    Sql.update(
        connection,
        """
        INSERT INTO task
          (request, payee, run, program, input, labels, memory_mib, state, most_attempts)
        VALUES (?, ?, ?, ?, ?, ?, ?, 'WAITING', ?)
        ON CONFLICT (request, payee, run) DO UPDATE SET
          program = excluded.program, input = excluded.input, labels = excluded.labels,
          memory_mib = excluded.memory_mib, most_attempts = excluded.most_attempts,
          state = 'WAITING', attempts = 0, fence = task.fence + 1, worker = '', result = NULL,
          failed_by = '{}', not_before = now(), error = '', changed = now()
        WHERE task.program <> excluded.program OR task.input <> excluded.input
          OR task.state = 'FAILED'
        """,
        batch.request().toArray(),
        batch.payee().toArray(),
        run,
        batch.program().toArray(),
        input.toArray(),
        needs.labels().toArray(new String[0]),
        needs.memoryMib(),
        needs.mostAttempts());
  }

  /** How far the runs of a batch are; those whose workers were lost too often have failed. */
  public List<TaskRow> look(RunBatch batch) {
    byte[] request = batch.request().toArray();
    byte[] payee = batch.payee().toArray();
    return database.change(connection -> {
      Sql.update(
          connection,
          "UPDATE task SET state = 'FAILED', changed = now(),"
              + " error = worker || ': was lost, as ' || attempts || ' were'"
              + " WHERE request = ? AND payee = ? AND state = 'LEASED' AND lease_until < now()"
              + " AND attempts >= most_attempts",
          request,
          payee);
      return Sql.query(
          connection,
          "SELECT id, run, state, fence, worker, result, error FROM task"
              + " WHERE request = ? AND payee = ? ORDER BY run",
          TaskBoard::row,
          request,
          payee);
    });
  }

  private static TaskRow row(ResultSet row) throws SQLException {
    byte[] result = row.getBytes(6);
    return new TaskRow(
        row.getLong(1),
        row.getInt(2),
        TaskRow.State.valueOf(row.getString(3)),
        row.getLong(4),
        row.getString(5),
        result == null ? Optional.empty() : Optional.of(Bytes32.of(result)),
        row.getString(7));
  }

  /** Refuses a result: the task is given out again, and its worker is given nothing for a while. */
  public void refuse(TaskRow row, String why) {
    database.change(connection -> {
      int refused =
          Sql.update(
              connection,
              "UPDATE task SET result = NULL, worker = '', error = ?, changed = now(),"
                  + " state = CASE WHEN attempts < most_attempts THEN 'WAITING' ELSE 'FAILED' END"
                  + " WHERE id = ? AND fence = ? AND state = 'DONE'",
              row.worker() + ": " + why,
              row.task(),
              row.fence());
      return refused == 0
          ? 0
          : Sql.update(
              connection,
              "UPDATE worker SET refused = refused + 1, banned_for = ?,"
                  + " banned_until = now() + make_interval(mins => ?) WHERE name = ?",
              why,
              BAN_MINUTES,
              row.worker());
    });
  }

  /** Forgets the runs of a batch: whoever works on one loses it. */
  public void retract(RunBatch batch) {
    database.change(connection ->
        Sql.update(
            connection,
            "DELETE FROM task WHERE request = ? AND payee = ?",
            batch.request().toArray(),
            batch.payee().toArray()));
  }

  /** An artifact; empty if it is not there, or is not what its name says. */
  public Optional<byte[]> artifact(Bytes32 hash) {
    return database.change(connection -> Artifacts.get(connection, hash));
  }

  /** Forgets tasks that nobody asks for any more, workers that left, and what only they needed. */
  public void prune() {
    database.change(connection -> {
      Sql.update(
          connection,
          "DELETE FROM task WHERE changed < now() - make_interval(hours => ?)",
          KEEP_HOURS);
      Sql.update(
          connection,
          "DELETE FROM worker WHERE seen < now() - make_interval(hours => ?)"
              + " AND banned_until < now()",
          KEEP_HOURS);
      return Artifacts.prune(connection, KEEP_ARTIFACT_HOURS);
    });
  }

  /** How the farm is. */
  public FarmStatus status() {
    return database.change(FarmStatus::read);
  }

  @Override
  public void close() {
    database.close();
  }
}
