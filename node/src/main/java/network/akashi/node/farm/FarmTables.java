package network.akashi.node.farm;

import java.util.List;
import network.akashi.chain.store.Database;
import network.akashi.chain.store.PostgresUrl;
import network.akashi.chain.store.Schema;
import network.akashi.chain.store.Sharing;

/** The tables of a farm. All times are those of the database's clock. */
final class FarmTables {
  private static final Schema SCHEMA =
      Schema.of(
          "farm",
          List.of(
              """
              CREATE TABLE artifact (
                hash BLOB PRIMARY KEY,
                bytes BLOB NOT NULL,
                used TIMESTAMPTZ NOT NULL DEFAULT now())
              """,
              """
              CREATE TABLE program (
                id BLOB PRIMARY KEY,
                elf BLOB NOT NULL REFERENCES artifact (hash))
              """,
              """
              CREATE TABLE worker (
                name TEXT PRIMARY KEY,
                labels TEXT[] NOT NULL,
                memory_mib INTEGER NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('IDLE', 'WORKING', 'DRAINING', 'LEFT')),
                seen TIMESTAMPTZ NOT NULL DEFAULT now(),
                done INTEGER NOT NULL DEFAULT 0,
                failed INTEGER NOT NULL DEFAULT 0,
                refused INTEGER NOT NULL DEFAULT 0,
                banned_until TIMESTAMPTZ NOT NULL DEFAULT '-infinity',
                banned_for TEXT NOT NULL DEFAULT '')
              """,
              """
              CREATE TABLE task (
                id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                request BLOB NOT NULL,
                payee BLOB NOT NULL,
                run INTEGER NOT NULL,
                program BLOB NOT NULL REFERENCES program (id),
                input BLOB NOT NULL REFERENCES artifact (hash),
                labels TEXT[] NOT NULL,
                memory_mib INTEGER NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('WAITING', 'LEASED', 'DONE', 'FAILED')),
                attempts INTEGER NOT NULL DEFAULT 0,
                most_attempts INTEGER NOT NULL,
                fence INTEGER NOT NULL DEFAULT 0,
                worker TEXT NOT NULL DEFAULT '',
                lease_until TIMESTAMPTZ NOT NULL DEFAULT '-infinity',
                not_before TIMESTAMPTZ NOT NULL DEFAULT now(),
                failed_by TEXT[] NOT NULL DEFAULT '{}',
                result BLOB REFERENCES artifact (hash),
                error TEXT NOT NULL DEFAULT '',
                changed TIMESTAMPTZ NOT NULL DEFAULT now(),
                UNIQUE (request, payee, run))
              """,
              "CREATE INDEX task_state ON task (state, id)",
              "CREATE INDEX task_input ON task (input)",
              "CREATE INDEX task_result ON task (result)"));

  private FarmTables() {}

  /**
   * A connection to a farm.
   *
   * @throws network.akashi.chain.store.DatabaseException if it cannot be had
   */
  static Database open(PostgresUrl url) {
    return Database.open(url, Sharing.SHARED, SCHEMA);
  }
}
