package dev.vifte.nats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.queue.Backlog;
import dev.vifte.queue.PoolName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// How much waits in a pool, from the snapshot that everybody shares, and since when, from the
/// oldest messages themselves: looked up once for each snapshot. Safe for use by many threads.
final class Backlogs {
  private final Api api;
  private final Layout layout;
  private final Snapshots snapshots;
  private final InstantSource clock;
  private final Map<PoolName, Oldest> oldest = new ConcurrentHashMap<>();

  /// When the oldest messages were published.
  ///
  /// @param at of the snapshot that this belongs to
  private record Oldest(long at, Optional<Instant> waiting, Optional<Instant> held) {}

  Backlogs(Api api, Layout layout, Snapshots snapshots, InstantSource clock) {
    this.api = api;
    this.layout = layout;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  Backlog of(PoolName pool) throws IOException {
    Snapshot snapshot = snapshots.recent();
    Oldest since = oldest(pool, snapshot);
    Instant now = clock.instant();
    return new Backlog(
        snapshot.waiting(pool),
        snapshot.out(pool),
        age(since.waiting, now),
        age(since.held, now),
        snapshot.bytes(),
        snapshot.limit() < 0 ? Long.MAX_VALUE : snapshot.limit(),
        snapshot.perLane(pool));
  }

  private Oldest oldest(PoolName pool, Snapshot snapshot) throws IOException {
    Oldest known = oldest.get(pool);
    if (known != null && known.at == snapshot.at()) {
      return known;
    }
    boolean empty = snapshot.waiting(pool) + snapshot.out(pool) == 0;
    var found =
        empty
            ? new Oldest(snapshot.at(), Optional.empty(), Optional.empty())
            : new Oldest(
                snapshot.at(),
                earliest(waiting(pool, snapshot)),
                earliest(List.of(published(layout.workSubjects(pool), 1))));
    oldest.put(pool, found);
    return found;
  }

  /// The first message of each place that was never delivered.
  private List<CompletableFuture<ObjectNode>> waiting(PoolName pool, Snapshot snapshot) {
    var asked = new ArrayList<CompletableFuture<ObjectNode>>();
    Snapshot.of(pool, snapshot.places())
        .filter(entry -> entry.getValue().waiting() > 0)
        .forEach(entry ->
            asked.add(
                published(layout.workSubjects(entry.getKey()), entry.getValue().delivered() + 1)));
    Snapshot.of(pool, snapshot.orphans())
        .forEach(entry -> asked.add(published(layout.workSubjects(entry.getKey()), 1)));
    return asked;
  }

  private CompletableFuture<ObjectNode> published(String subjects, long from) {
    return api.start(
        "STREAM.MSG.GET." + layout.work().getName(), Map.of("seq", from, "next_by_subj", subjects));
  }

  private static Optional<Instant> earliest(List<CompletableFuture<ObjectNode>> asked)
      throws IOException {
    Optional<Instant> earliest = Optional.empty();
    for (CompletableFuture<ObjectNode> each : asked) {
      Optional<Instant> time = time(each);
      earliest = earliest.filter(e -> time.isEmpty() || e.isBefore(time.get())).or(() -> time);
    }
    return earliest;
  }

  private static Optional<Instant> time(CompletableFuture<ObjectNode> asked) throws IOException {
    try {
      return Optional.of(Instant.parse(Api.await(asked).at("/message/time").asText()));
    } catch (RefusedException e) {
      if (e.code() == RefusedException.MESSAGE_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Duration age(Optional<Instant> since, Instant now) {
    return since
        .map(then -> Duration.between(then, now))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }
}
