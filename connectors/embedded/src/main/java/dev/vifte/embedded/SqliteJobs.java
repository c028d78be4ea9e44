package dev.vifte.embedded;

import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobStore;
import dev.vifte.job.JobSummary;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Scrubbing;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.job.listing.EntryRow;
import dev.vifte.job.listing.EntryTable;
import dev.vifte.job.listing.Search;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The job store as a table of JSON records with the columns that are searched.
final class SqliteJobs implements JobStore, Scrubbing {
  static final String CREATE =
      """
      INSERT INTO entries(kind, state, tenant, pipeline, stage, reason, created, due, json, job,
        part, version)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT(job, part) DO NOTHING\
      """;
  static final String REPLACE =
      """
      UPDATE entries SET kind = ?, state = ?, tenant = ?, pipeline = ?, stage = ?, reason = ?,
        created = ?, due = ?, json = ?, version = version + 1
      WHERE job = ? AND part = ? AND version = ? AND kind <> 'tombstone'\
      """;
  static final String READ = "SELECT json, version FROM entries WHERE job = ? AND part = ?";

  static final String KEYS = "SELECT part FROM entries WHERE job = ?";
  static final String BURY =
      """
      INSERT INTO entries(kind, json, job, part, version) VALUES('tombstone', ?, ?, '', 1)
      ON CONFLICT(job, part) DO NOTHING\
      """;

  /// `created` stays: a listing that goes on behind an erased job still knows where it was.
  static final String ERASE =
      """
      UPDATE entries SET kind = 'tombstone', state = NULL, tenant = NULL, pipeline = NULL,
        stage = NULL, reason = NULL, due = NULL, json = ?, version = version + 1
      WHERE job = ? AND kind <> 'tombstone'\
      """;

  private static final String CUT_LOG = "PRAGMA wal_checkpoint(TRUNCATE)";

  private final Shared shared;
  private final Decoded decoded = new Decoded();
  private final AtomicBoolean closed = new AtomicBoolean();

  /// Whether anything may have been erased since the file was written anew.
  private final AtomicBoolean erased = new AtomicBoolean(true);

  SqliteJobs(Shared shared) {
    this.shared = shared;
  }

  @Override
  public boolean create(RecordKey key, Entry value) throws IOException {
    byte[] json = value.json();
    boolean created = write(CREATE, values(value, json, key.job(), key.part()));
    if (created) {
      decoded.keep(new Versioned<>(key, value, 1), json.length);
    }
    return created;
  }

  @Override
  public boolean replace(Versioned<? extends Entry> seen, Entry next) throws IOException {
    byte[] json = next.json();
    RecordKey key = seen.key();
    boolean replaced = write(REPLACE, values(next, json, key.job(), key.part(), seen.version()));
    if (replaced) {
      decoded.keep(new Versioned<>(key, next, seen.version() + 1), json.length);
    }
    return replaced;
  }

  @Override
  public Map<RecordKey, Versioned<Entry>> read(Collection<RecordKey> keys) throws IOException {
    var found = new HashMap<RecordKey, Versioned<Entry>>();
    for (Stored each : call(session -> stored(session, keys))) {
      found.put(each.key, decoded.find(each.key, each.version).orElseGet(() -> decode(each)));
    }
    return found;
  }

  private Versioned<Entry> decode(Stored stored) {
    var entry = new Versioned<>(stored.key, Entry.fromJson(stored.json), stored.version);
    decoded.keep(entry, stored.json.length);
    return entry;
  }

  @Override
  public List<JobSummary> find(JobQuery query) throws IOException {
    return search(Search.of(query)).stream()
        .map(json -> JobSummary.of((JobRecord) Entry.fromJson(json)))
        .toList();
  }

  @Override
  public List<DeadLetter> find(DeadLetterQuery query) throws IOException {
    return search(Search.of(query)).stream()
        .map(json -> (DeadLetter) Entry.fromJson(json))
        .toList();
  }

  @Override
  public List<RecordKey> due(Instant now, int limit) throws IOException {
    return call(
        session -> session.query(EntryTable.DUE, SqliteJobs::key, EntryRow.micros(now), limit));
  }

  @Override
  public List<RecordKey> keys(JobId job) throws IOException {
    return call(session -> session.query(KEYS, row -> new RecordKey(job, row.getString(1)), job));
  }

  @Override
  public long erase(JobId job, Instant now) throws IOException {
    byte[] tombstone = new Tombstone(Entry.FORMAT, now).json();
    long found =
        Calls.await(
            shared
                .database()
                .write(session ->
                    session.update(ERASE, tombstone, job) + session.update(BURY, tombstone, job)));
    if (found > 0) {
      erased.set(true);
    }
    return found;
  }

  /// What was deleted is overwritten in the file itself, but for what rows leave behind where they
  /// move, so the file is written anew; the log of writes still has it until it is cut off.
  @Override
  public void scrub() throws IOException {
    if (shared.home().durable()) {
      rewrite();
      List<Integer> busy = call(session -> session.query(CUT_LOG, row -> row.getInt(1)));
      if (!busy.equals(List.of(0))) {
        throw new IOException(
            "the log of %s was in use and could not be cut off; it is tried again"
                .formatted(shared.home().database()));
      }
    }
  }

  /// One after the other: whoever finds nothing to do must know that it was done.
  private synchronized void rewrite() throws IOException {
    boolean needed = erased.getAndSet(false);
    try {
      if (needed) {
        Calls.await(shared.database().rewrite());
        needed = false;
      }
    } finally {
      if (needed) {
        erased.set(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      shared.release();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(RecordKey key, byte[] json, long version) {}

  private boolean write(String sql, List<Object> values) throws IOException {
    return Calls.await(
        shared.database().write(session -> session.update(sql, values.toArray()) == 1));
  }

  private <T> T call(Work<T> query) throws IOException {
    return Calls.await(shared.database().read(query));
  }

  private List<byte[]> search(Search search) throws IOException {
    return call(
        session -> session.query(search.sql(), row -> row.getBytes(1), search.values().toArray()));
  }

  private static List<Stored> stored(Session session, Collection<RecordKey> keys)
      throws SQLException {
    var found = new ArrayList<Stored>(keys.size());
    for (RecordKey key : keys) {
      session
          .first(
              READ, row -> new Stored(key, row.getBytes(1), row.getLong(2)), key.job(), key.part())
          .ifPresent(found::add);
    }
    return found;
  }

  private static RecordKey key(ResultSet row) throws SQLException {
    return new RecordKey(new JobId(row.getString(1)), row.getString(2));
  }

  private static List<Object> values(Entry entry, byte[] json, Object... where) {
    EntryRow row = EntryRow.of(entry);
    var values =
        new ArrayList<Object>(
            List.of(
                row.kind(),
                row.state(),
                row.tenant(),
                row.pipeline(),
                row.stage(),
                row.reason(),
                row.created(),
                row.due(),
                json));
    values.addAll(List.of(where));
    return values;
  }
}
