package dev.vifte.nats;

import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.Entry;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobSummary;
import dev.vifte.job.RecordKey;
import dev.vifte.job.SubjectJob;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Tombstone;
import dev.vifte.job.listing.EntryRow;
import dev.vifte.job.listing.EntryTable;
import dev.vifte.job.listing.Search;
import io.nats.client.Message;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this node knows of the records for listings and the due index: jobs, dead letters, and
/// tasks that are due some time. Never asked for decisions. Safe for use by many threads.
final class JobView implements Tail.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(JobView.class);

  private static final String PUT =
      """
      INSERT INTO entries(job, part, version, kind, state, tenant, pipeline, stage, reason, created,
        due, json)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(job, part) DO UPDATE SET version = excluded.version, kind = excluded.kind,
        state = excluded.state, tenant = excluded.tenant, pipeline = excluded.pipeline,
        stage = excluded.stage, reason = excluded.reason, created = excluded.created,
        due = excluded.due, json = excluded.json\
      """;

  /// `created` stays: a listing that goes on behind an erased job still knows where it was.
  private static final String ERASE =
      """
      UPDATE entries SET kind = 'tombstone', state = NULL, tenant = NULL, pipeline = NULL,
        due = NULL, json = x'' WHERE job = ? AND part = ''\
      """;

  private static final String REMOVE = "DELETE FROM entries WHERE job = ? AND part = ?";
  private static final byte[] NO_JSON = {};

  private final Scratch scratch;
  private final int prefix;

  private final DueParts due = new DueParts();

  /// @param subjects what the subject of every record begins with
  JobView(String subjects) throws IOException {
    this.scratch = Scratch.with("vifte-listings", EntryTable.CREATE);
    this.prefix = subjects.length();
  }

  List<JobSummary> find(JobQuery query) throws IOException {
    return search(Search.of(query)).stream()
        .map(json -> JobSummary.of((JobRecord) Entry.fromJson(json)))
        .toList();
  }

  List<DeadLetter> find(DeadLetterQuery query) throws IOException {
    return search(Search.of(query)).stream()
        .map(json -> (DeadLetter) Entry.fromJson(json))
        .toList();
  }

  List<RecordKey> due(Instant now, int limit) throws IOException {
    return scratch.run(tables ->
        tables.query(
            EntryTable.DUE,
            row -> new RecordKey(new JobId(row.getString(1)), row.getString(2)),
            EntryRow.micros(now),
            limit));
  }

  /// How many jobs have tasks that are due some time.
  int jobsDue() {
    return due.jobs();
  }

  @Override
  public void clear() throws IOException {
    scratch.run(tables -> tables.update("DELETE FROM entries"));
    due.clear();
  }

  @Override
  public void take(List<Message> messages) throws IOException {
    DueParts.Changes changes = due.changes();
    scratch.run(tables -> {
      for (Message message : messages) {
        take(new Batch(tables, changes), message);
      }
      return messages.size();
    });
    changes.keep();
  }

  @Override
  public void close() {
    scratch.close();
  }

  /// Messages that are taken at once, or not at all.
  private record Batch(Scratch tables, DueParts.Changes due) {}

  private List<byte[]> search(Search search) throws IOException {
    return scratch.run(
        tables -> tables.query(search.sql(), row -> row.getBytes(1), search.values().toArray()));
  }

  private void take(Batch batch, Message message) throws SQLException {
    Optional<RecordKey> key = JobKeys.parse(message.getSubject().substring(prefix));
    Optional<Entry> entry = key.flatMap(_ -> read(message));
    if (entry.isPresent()) {
      write(batch, key.orElseThrow(), entry.get(), message);
    }
  }

  private static Optional<Entry> read(Message message) {
    try {
      return Optional.of(Entry.fromJson(message.getData()));
    } catch (IllegalArgumentException e) {
      LOG.debug("{} is not listed: {}", message.getSubject(), e.getMessage());
      return Optional.empty();
    }
  }

  private static void write(Batch batch, RecordKey key, Entry entry, Message message)
      throws SQLException {
    Scratch tables = batch.tables();
    switch (entry) {
      case Tombstone _ when key.part().isEmpty() -> erase(batch, key.job());
      case Tombstone _ -> {
        boolean _ = batch.due().remove(key);
        tables.update(REMOVE, key.job(), key.part());
      }
      case TaskRecord task when task.due().isEmpty() -> notDue(batch, key);
      case TaskRecord task -> {
        batch.due().add(key);
        put(tables, key, task, message, NO_JSON);
      }
      case JobRecord job -> put(tables, key, job, message, message.getData());
      case DeadLetter dead -> put(tables, key, dead, message, message.getData());
      case Erasure erasure when erasure.due().isEmpty() ->
          tables.update(REMOVE, key.job(), key.part());
      case Erasure erasure -> put(tables, key, erasure, message, NO_JSON);
      case SubjectJob _ -> {}
    }
  }

  /// No task of an erased job is due, whether its own tombstone comes or not.
  private static void erase(Batch batch, JobId job) throws SQLException {
    batch.tables().update(ERASE, job);
    for (String part : batch.due().removeAll(job)) {
      batch.tables().update(REMOVE, job, part);
    }
  }

  private static void notDue(Batch batch, RecordKey key) throws SQLException {
    if (batch.due().remove(key)) {
      batch.tables().update(REMOVE, key.job(), key.part());
    }
  }

  private static void put(Scratch tables, RecordKey key, Entry entry, Message message, byte[] json)
      throws SQLException {
    EntryRow row = EntryRow.of(entry);
    tables.update(
        PUT,
        key.job(),
        key.part(),
        message.metaData().streamSequence(),
        row.kind(),
        row.state(),
        row.tenant(),
        row.pipeline(),
        row.stage(),
        row.reason(),
        row.created(),
        row.due(),
        json);
  }
}
