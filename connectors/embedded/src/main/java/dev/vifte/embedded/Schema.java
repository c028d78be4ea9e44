package dev.vifte.embedded;

import dev.vifte.job.listing.EntryTable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// The tables. Times are microseconds since 1970.
final class Schema {
  static final int FORMAT = 1;

  /// `until`: 0 while a message waits, else when its lease or delay ends. `leased` tells the two
  /// apart. The partial indexes hold each message once: either it waits or it is out.
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL)",
          """
          CREATE TABLE IF NOT EXISTS work(
            seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, pool TEXT NOT NULL,
            lane INTEGER NOT NULL, shard INTEGER NOT NULL, tenant TEXT NOT NULL,
            cost INTEGER NOT NULL, published INTEGER NOT NULL, until INTEGER NOT NULL DEFAULT 0,
            leased INTEGER NOT NULL DEFAULT 0, deliveries INTEGER NOT NULL DEFAULT 0,
            bytes INTEGER NOT NULL, body BLOB NOT NULL)\
          """,
          """
          CREATE INDEX IF NOT EXISTS work_turns ON work(pool, lane, shard, tenant, seq)
          WHERE until = 0\
          """,
          "DROP INDEX IF EXISTS work_waiting",
          "CREATE INDEX IF NOT EXISTS work_out ON work(pool, until, published) WHERE until > 0",
          """
          CREATE TABLE IF NOT EXISTS events(
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, job TEXT NOT NULL,
            json BLOB NOT NULL)\
          """,
          "CREATE INDEX IF NOT EXISTS events_of_job ON events(job, number)");

  private Schema() {}

  /// Makes what is missing, and refuses what a newer version made.
  static void prepare(Session session, String where) throws SQLException, IOException {
    session.update(TABLES.getFirst());
    int found =
        session
            .first("SELECT value FROM meta WHERE key = 'format'", row -> row.getInt(1))
            .orElse(FORMAT);
    if (found > FORMAT) {
      throw new IOException(
          ("the store in %s has format %d but this version reads up to %d; start the newer version,"
                  + " or choose another folder")
              .formatted(where, found, FORMAT));
    }
    for (String each : Stream.concat(TABLES.stream(), EntryTable.CREATE.stream()).toList()) {
      session.update(each);
    }
    session.update("INSERT OR IGNORE INTO meta(key, value) VALUES('format', ?)", FORMAT);
  }
}
