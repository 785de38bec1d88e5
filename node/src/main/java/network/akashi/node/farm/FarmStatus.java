package network.akashi.node.farm;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.akashi.chain.Bytes32;
import network.akashi.chain.store.Sql;

/**
 * A farm at a moment.
 *
 * @param workers all that were seen lately
 * @param tasks how many are in each state; LOST are leases that ran out
 * @param leases all that are held
 */
public record FarmStatus(List<WorkerRow> workers, Map<String, Long> tasks, List<LeaseRow> leases) {
  /** Silent for longer than that, a worker is not counted on. */
  private static final int ALIVE_SECONDS = 45;

  private static final int MOST_SHOWN = 200;

  /** A farm without workers and tasks. */
  public static final FarmStatus EMPTY = new FarmStatus(List.of(), Map.of(), List.of());

  public FarmStatus {
    workers = List.copyOf(workers);
    tasks = Map.copyOf(tasks);
    leases = List.copyOf(leases);
  }

  /**
   * A worker.
   *
   * @param name its own
   * @param state IDLE, WORKING, DRAINING, LEFT, SILENT or BANNED
   * @param labels what it can do
   * @param memoryMib its heap
   * @param seenSecondsAgo when it was heard of
   * @param done tasks
   * @param failed tasks
   * @param refused results that did not verify
   * @param bannedFor why, if it is banned
   */
  public record WorkerRow(
      String name,
      String state,
      List<String> labels,
      long memoryMib,
      long seenSecondsAgo,
      long done,
      long failed,
      long refused,
      String bannedFor) {
    public WorkerRow {
      labels = List.copyOf(labels);
    }

    boolean isAtWork() {
      return state.equals("IDLE") || state.equals("WORKING");
    }
  }

  /**
   * A task that is held.
   *
   * @param request of which it is a part
   * @param run which part
   * @param worker who has it
   * @param attempt which it is
   * @param secondsLeft until it may be taken by another worker; negative if it may be now
   */
  public record LeaseRow(Bytes32 request, int run, String worker, int attempt, long secondsLeft) {}

  /** Workers that can be counted on. */
  public int workersAtWork() {
    return (int) workers.stream().filter(WorkerRow::isAtWork).count();
  }

  /** Tasks in a state. */
  public long count(String state) {
    return tasks.getOrDefault(state, 0L);
  }

  static FarmStatus read(Connection connection) throws SQLException {
    List<WorkerRow> workers =
        Sql.query(
            connection,
            """
            SELECT name,
              CASE WHEN banned_until > now() THEN 'BANNED' WHEN state = 'LEFT' THEN 'LEFT'
                WHEN seen < now() - make_interval(secs => ?) THEN 'SILENT' ELSE state END,
              labels, memory_mib, extract(epoch FROM now() - seen)::bigint, done, failed, refused,
              CASE WHEN banned_until > now() THEN banned_for ELSE '' END
            FROM worker ORDER BY seen DESC LIMIT ?
            """,
            row ->
                new WorkerRow(
                    row.getString(1),
                    row.getString(2),
                    List.of((String[]) row.getArray(3).getArray()),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getString(9)),
            (double) ALIVE_SECONDS,
            MOST_SHOWN);
    Map<String, Long> tasks = new TreeMap<>();
    for (String state : List.of("WAITING", "LEASED", "LOST", "DONE", "FAILED")) {
      tasks.put(state, 0L);
    }
    Sql.query(
        connection,
        "SELECT CASE WHEN state = 'LEASED' AND lease_until < now() THEN 'LOST' ELSE state END"
            + " AS now_in, count(*) FROM task GROUP BY now_in",
        row -> tasks.put(row.getString(1), row.getLong(2)) == null);
    List<LeaseRow> leases =
        Sql.query(
            connection,
            "SELECT request, run, worker, attempts,"
                + " extract(epoch FROM lease_until - now())::bigint FROM task"
                + " WHERE state = 'LEASED' ORDER BY id LIMIT ?",
            row ->
                new LeaseRow(
                    Bytes32.of(row.getBytes(1)),
                    row.getInt(2),
                    row.getString(3),
                    row.getInt(4),
                    row.getLong(5)),
            MOST_SHOWN);
    return new FarmStatus(workers, tasks, leases);
  }
}
