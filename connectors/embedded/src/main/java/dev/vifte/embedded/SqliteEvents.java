package dev.vifte.embedded;

import dev.vifte.event.EventLog;
import dev.vifte.event.Followers;
import dev.vifte.event.JobEvent;
import dev.vifte.event.NumberedEvent;
import dev.vifte.job.JobId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/// The event log as a table.
final class SqliteEvents implements EventLog {
  static final String APPEND =
      "INSERT INTO events(id, job, json) VALUES(?, ?, ?) ON CONFLICT(id) DO NOTHING";
  static final String READ =
      "SELECT number, json FROM events WHERE job = ? AND number > ? ORDER BY number LIMIT ?";
  static final String ERASE = "DELETE FROM events WHERE job = ?";
  private static final int PAGE = 100;

  private final Shared shared;
  private final Followers followers = new Followers();

  SqliteEvents(Shared shared) {
    this.shared = shared;
  }

  @Override
  public void publish(List<JobEvent> events) throws IOException {
    List<Row> rows = events.stream().map(Row::of).toList();
    Calls.await(shared.database().write(session -> append(session, rows)));
    rows.stream().map(Row::job).distinct().forEach(followers::wake);
  }

  @Override
  public List<NumberedEvent> read(JobId job, long after, int limit) throws IOException {
    return Calls.await(page(job, after, limit));
  }

  @Override
  public Source<NumberedEvent, NotUsed> follow(JobId job, long after) {
    return followers.follow(job, after, (of, last) -> page(of, last, PAGE));
  }

  @Override
  public long erase(JobId job) throws IOException {
    return Calls.await(shared.database().write(session -> session.update(ERASE, job)));
  }

  @Override
  public void close() throws IOException {
    if (followers.close()) {
      shared.release();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(String id, JobId job, byte[] json) {
    static Row of(JobEvent event) {
      return new Row(event.id(), event.job(), event.json());
    }
  }

  private CompletableFuture<List<NumberedEvent>> page(JobId job, long after, int limit) {
    return shared
        .database()
        .read(session ->
            session.query(
                READ,
                row -> new NumberedEvent(row.getLong(1), JobEvent.fromJson(row.getBytes(2))),
                job,
                after,
                limit));
  }

  private static int append(Session session, List<Row> rows) throws java.sql.SQLException {
    int added = 0;
    for (Row row : rows) {
      added += session.update(APPEND, row.id, row.job, row.json);
    }
    return added;
  }
}
