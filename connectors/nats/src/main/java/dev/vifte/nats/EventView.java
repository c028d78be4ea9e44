package dev.vifte.nats;

import dev.vifte.event.Followers;
import dev.vifte.event.JobEvent;
import dev.vifte.event.NumberedEvent;
import dev.vifte.job.JobId;
import io.nats.client.Message;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// What this node knows of the events, by job; an event's number is its sequence in the stream. Of
/// events with one id the first counts. Safe for use by many threads.
final class EventView implements Tail.Sink {
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE events(
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, job TEXT NOT NULL,
            json BLOB NOT NULL)\
          """,
          "CREATE INDEX events_of_job ON events(job, number)");
  private static final String ADD =
      "INSERT INTO events(number, id, job, json) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String READ =
      "SELECT number, json FROM events WHERE job = ? AND number > ? ORDER BY number LIMIT ?";
  private static final String NUMBERS = "SELECT number FROM events WHERE job = ?";
  private static final String ERASE = "DELETE FROM events WHERE job = ?";
  private static final String TRIM = "DELETE FROM events WHERE number < ?";

  private final Followers followers;
  private final Scratch scratch;
  private final AtomicLong first = new AtomicLong();

  /// @param followers woken when there is more
  EventView(Followers followers) throws IOException {
    this.followers = followers;
    this.scratch = Scratch.with("vifte-events", TABLES);
  }

  CompletableFuture<List<NumberedEvent>> page(JobId job, long after, int limit) {
    return scratch.start(tables ->
        tables.query(
            READ,
            row -> new NumberedEvent(row.getLong(1), JobEvent.fromJson(row.getBytes(2))),
            job,
            after,
            limit));
  }

  List<Long> numbers(JobId job) throws IOException {
    return scratch.run(tables -> tables.query(NUMBERS, row -> row.getLong(1), job));
  }

  @Override
  public void clear() throws IOException {
    first.set(0);
    scratch.run(tables -> tables.update("DELETE FROM events"));
  }

  @Override
  public void take(List<Message> messages) throws IOException {
    Set<JobId> touched = scratch.run(tables -> take(tables, messages));
    touched.forEach(followers::wake);
  }

  @Override
  public void trim(long from) throws IOException {
    if (first.getAndSet(from) < from) {
      scratch.run(tables -> tables.update(TRIM, from));
    }
  }

  @Override
  public void close() {
    scratch.close();
  }

  private static Set<JobId> take(Scratch tables, List<Message> messages) throws SQLException {
    var touched = new HashSet<JobId>();
    for (Message message : messages) {
      long number = message.metaData().streamSequence();
      Optional<EventForm.Told> told = EventForm.read(message.getData());
      if (told.isPresent()) {
        touched.add(take(tables, number, told.get()));
      }
    }
    return touched;
  }

  private static JobId take(Scratch tables, long number, EventForm.Told told) throws SQLException {
    switch (told) {
      case EventForm.Told.Event(JobEvent event) -> {
        tables.update(ADD, number, event.id(), event.job(), event.json());
        return event.job();
      }
      case EventForm.Told.Erased(JobId job) -> {
        tables.update(ERASE, job);
        return job;
      }
    }
  }
}
