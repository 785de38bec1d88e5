package network.akashi.rollup.store;

import java.util.List;
import network.akashi.chain.store.Schema;

/** The tables. */
final class Tables {
  static final Schema SCHEMA =
      Schema.of(
          "rollup",
          List.of(
              "CREATE TABLE IF NOT EXISTS owner (rollup BLOB NOT NULL)",
              """
              CREATE TABLE IF NOT EXISTS tx (
                hash BLOB NOT NULL UNIQUE,
                sender BLOB NOT NULL,
                nonce INTEGER NOT NULL,
                raw BLOB NOT NULL,
                accepted INTEGER NOT NULL,
                forced INTEGER NOT NULL,
                block INTEGER,
                position INTEGER NOT NULL)
              """,
              "CREATE INDEX IF NOT EXISTS tx_block ON tx (block, position)",
              """
              CREATE TABLE IF NOT EXISTS block (
                number INTEGER PRIMARY KEY,
                hash BLOB NOT NULL UNIQUE,
                header BLOB NOT NULL,
                deposits_before INTEGER NOT NULL,
                deposits BLOB NOT NULL,
                deposit_hash BLOB NOT NULL,
                forced_before INTEGER NOT NULL,
                forced INTEGER NOT NULL,
                forced_hash BLOB NOT NULL)
              """,
              """
              CREATE TABLE IF NOT EXISTS batch (
                number INTEGER PRIMARY KEY,
                first_block INTEGER NOT NULL,
                last_block INTEGER NOT NULL,
                payload BLOB NOT NULL,
                commitment BLOB NOT NULL)
              """,
              "CREATE TABLE IF NOT EXISTS account"
                  + " (address BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
              "CREATE TABLE IF NOT EXISTS snapshot (block INTEGER NOT NULL)"));

  private Tables() {}
}
