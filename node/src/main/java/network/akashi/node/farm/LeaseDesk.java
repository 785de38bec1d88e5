package network.akashi.node.farm;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.chain.store.Database;
import network.akashi.chain.store.PostgresUrl;
import network.akashi.chain.store.Sql;

/**
 * A worker's side of the tables. Every change of a task names the fence of its lease, and does
 * nothing if that is not the newest any more.
 */
public final class LeaseDesk implements AutoCloseable {
  private static final int RETRY_SECONDS = 5;
  private static final String MINE =
      " WHERE id = ? AND fence = ? AND worker = ? AND state = 'LEASED'";

  private final Database database;
  private final WorkerProfile profile;

  private LeaseDesk(Database database, WorkerProfile profile) {
    this.database = database;
    this.profile = profile;
  }

  /**
   * Connects a worker to a farm.
   *
   * @throws network.akashi.chain.store.DatabaseException if that cannot be done
   */
  public static LeaseDesk open(PostgresUrl url, WorkerProfile profile) {
    return new LeaseDesk(FarmTables.open(url), profile);
  }

  /** Who this is. */
  public WorkerProfile profile() {
    return profile;
  }

  /** Says that the worker lives, and what it does: IDLE, WORKING, DRAINING or LEFT. */
  public void greet(String state) {
    database.change(connection ->
        Sql.update(
            connection,
            "INSERT INTO worker (name, labels, memory_mib, state) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET labels = excluded.labels,"
                + " memory_mib = excluded.memory_mib, state = excluded.state, seen = now()",
            profile.name(),
            profile.labels().toArray(new String[0]),
            profile.memoryMib(),
            state));
  }

  /** Why the worker is given nothing; empty if it is not banned. */
  public Optional<String> ban() {
    return database
        .change(connection ->
            Sql.query(
                connection,
                "SELECT banned_for FROM worker WHERE name = ? AND banned_until > now()",
                row -> row.getString(1),
                profile.name()))
        .stream()
        .findFirst();
  }

  /**
   * Takes a task that waits, or whose lease ran out: one that this worker can do, the oldest first.
   * One that failed here is left to others for some seconds.
   */
  public Optional<Lease> take() {
    return database
        .change(connection ->
            Sql.query(
                connection,
                """
                UPDATE task SET state = 'LEASED', worker = ?, fence = fence + 1,
                  attempts = attempts + 1, changed = now(),
                  lease_until = now() + make_interval(secs => ?)
                WHERE id = (
                  SELECT id FROM task
                  WHERE (state = 'WAITING' OR (state = 'LEASED' AND lease_until < now()))
                    AND attempts < most_attempts
                    AND labels <@ ?::text[] AND memory_mib <= ?
                    AND (cardinality(?::text[]) = 0 OR encode(program, 'hex') = ANY (?::text[]))
                    AND (not_before <= now() OR NOT ? = ANY (failed_by))
                    AND NOT EXISTS (
                      SELECT 1 FROM worker WHERE name = ? AND banned_until > now())
                  ORDER BY id LIMIT 1
                  FOR UPDATE SKIP LOCKED)
                RETURNING id, fence, request, run, program, input, payee
                """,
                LeaseDesk::lease,
                profile.name(),
                seconds(),
                profile.labels().toArray(new String[0]),
                profile.memoryMib(),
                profile.programs().toArray(new String[0]),
                profile.programs().toArray(new String[0]),
                profile.name(),
                profile.name()))
        .stream()
        .findFirst();
  }

  private static Lease lease(ResultSet row) throws SQLException {
    return new Lease(
        row.getLong(1),
        row.getLong(2),
        Bytes32.of(row.getBytes(3)),
        row.getInt(4),
        Bytes32.of(row.getBytes(5)),
        Bytes32.of(row.getBytes(6)),
        Address.of(row.getBytes(7)));
  }

  private double seconds() {
    return profile.lease().toMillis() / 1e3;
  }

  /** Keeps a task; false if it was given to another worker, or nobody wants it any more. */
  public boolean renew(Lease lease) {
    return changed(
        lease, "UPDATE task SET lease_until = now() + make_interval(secs => ?)" + MINE, seconds());
  }

  /** Hands a result in; false if the task is not this worker's any more: then nothing changes. */
  public boolean complete(Lease lease, byte[] result) {
    return database.change(connection -> {
      boolean mine =
          !Sql.query(
                  connection,
                  "SELECT id FROM task" + MINE + " FOR UPDATE",
                  row -> row.getLong(1),
                  lease.task(),
                  lease.fence(),
                  profile.name())
              .isEmpty();
      if (!mine) {
        return isDone(connection, lease);
      }
      Bytes32 hash = Artifacts.put(connection, result);
      Sql.update(
          connection,
          "UPDATE task SET state = 'DONE', result = ?, changed = now() WHERE id = ?",
          hash.toArray(),
          lease.task());
      count(connection, "done");
      return true;
    });
  }

  /** Handed in before, by an answer that did not arrive. */
  private boolean isDone(Connection connection, Lease lease) throws SQLException {
    return !Sql.query(
            connection,
            "SELECT id FROM task WHERE id = ? AND fence = ? AND worker = ? AND state = 'DONE'",
            row -> row.getLong(1),
            lease.task(),
            lease.fence(),
            profile.name())
        .isEmpty();
  }

  /** Gives a task up, so that another worker may try; after too many attempts it has failed. */
  public boolean fail(Lease lease, String why) {
    return database.change(connection -> {
      count(connection, "failed");
      return Sql.update(
              connection,
              "UPDATE task SET worker = '', error = ?, changed = now(),"
                  + " state = CASE WHEN attempts < most_attempts THEN 'WAITING' ELSE 'FAILED' END,"
                  + " failed_by = array_append(failed_by, ?),"
                  + " not_before = now() + make_interval(secs => ?)"
                  + MINE,
              profile.name() + ": " + why,
              profile.name(),
              (double) RETRY_SECONDS,
              lease.task(),
              lease.fence(),
              profile.name())
          == 1;
    });
  }

  /** Gives a task back that nothing is wrong with: the attempt does not count. */
  public boolean giveBack(Lease lease) {
    return changed(
        lease,
        "UPDATE task SET state = 'WAITING', worker = '', attempts = attempts - 1, changed = now()"
            + MINE);
  }

  private boolean changed(Lease lease, String sql, Object... first) {
    Object[] parameters = java.util.Arrays.copyOf(first, first.length + 3);
    parameters[first.length] = lease.task();
    parameters[first.length + 1] = lease.fence();
    parameters[first.length + 2] = profile.name();
    return database.change(connection -> Sql.update(connection, sql, parameters)) == 1;
  }

  private void count(Connection connection, String what) throws SQLException {
    Sql.update(
        connection,
        "UPDATE worker SET %s = %s + 1 WHERE name = ?".formatted(what, what),
        profile.name());
  }

  /** An artifact; empty if it is not there, or is not what its name says. */
  public Optional<byte[]> artifact(Bytes32 hash) {
    return database.change(connection -> Artifacts.get(connection, hash));
  }

  /** The file of a program; empty if it is not there, or is not what its name says. */
  public Optional<byte[]> program(Bytes32 id) {
    return database.change(connection -> {
      List<Bytes32> elf =
          Sql.query(
              connection,
              "SELECT elf FROM program WHERE id = ?",
              row -> Bytes32.of(row.getBytes(1)),
              (Object) id.toArray());
      return elf.isEmpty() ? Optional.empty() : Artifacts.get(connection, elf.getFirst());
    });
  }

  @Override
  public void close() {
    database.close();
  }
}
