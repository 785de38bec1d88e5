package network.akashi.node.farm;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.chain.store.Sql;
import network.akashi.node.work.Bundle;
import network.akashi.node.work.Sha256;

/** Bytes in the database, named by their SHA-256. Within a transaction of the caller's. */
final class Artifacts {
  private Artifacts() {}

  /** Stores bytes; whatever rotted under their name is replaced. */
  static Bytes32 put(Connection connection, byte[] bytes) throws SQLException {
    Bytes32 hash = Sha256.of(bytes);
    int known =
        Sql.update(
            connection,
            "UPDATE artifact SET used = now() WHERE hash = ? AND sha256(bytes) = hash",
            (Object) hash.toArray());
    if (known == 0) {
      Sql.update(
          connection,
          "INSERT INTO artifact (hash, bytes) VALUES (?, ?)"
              + " ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes, used = now()",
          hash.toArray(),
          bytes);
    }
    return hash;
  }

  /** The bytes of this name; empty if they are not there, too long, or not what the name says. */
  static Optional<byte[]> get(Connection connection, Bytes32 hash) throws SQLException {
    List<byte[]> found =
        Sql.query(
            connection,
            "SELECT bytes FROM artifact WHERE hash = ? AND length(bytes) <= ?",
            row -> row.getBytes(1),
            hash.toArray(),
            Bundle.MOST_BYTES);
    return found.stream().filter(bytes -> Sha256.of(bytes).equals(hash)).findFirst();
  }

  /** Deletes what no task needs, and none has needed for a while. */
  static int prune(Connection connection, int hours) throws SQLException {
    return Sql.update(
        connection,
        "DELETE FROM artifact a WHERE used < now() - make_interval(hours => ?)"
            + " AND NOT EXISTS (SELECT 1 FROM task WHERE input = a.hash)"
            + " AND NOT EXISTS (SELECT 1 FROM task WHERE result = a.hash)"
            + " AND NOT EXISTS (SELECT 1 FROM program WHERE elf = a.hash)",
        hours);
  }
}
