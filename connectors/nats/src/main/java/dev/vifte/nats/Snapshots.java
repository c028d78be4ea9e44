package dev.vifte.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.nats.Snapshot.Counts;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Asks the server about all places at once, at most once a second however many want to know: one
/// or two requests, and one more when messages wait where nobody receives. Safe for use by many
/// threads.
final class Snapshots {
  static final Duration AGE = Duration.ofSeconds(1);

  private final Api api;
  private final Layout layout;
  private final String stream;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Optional<Snapshot> last = Optional.empty();

  Snapshots(Api api, Layout layout) {
    this.api = api;
    this.layout = layout;
    this.stream = layout.work().getName();
  }

  /// A snapshot that is no older than a second.
  Snapshot recent() throws IOException {
    Optional<Snapshot> seen = last.filter(Snapshots::isFresh);
    if (seen.isPresent()) {
      return seen.get();
    }
    asking.lock();
    try {
      seen = last.filter(Snapshots::isFresh);
      return seen.isPresent() ? seen.get() : now();
    } finally {
      asking.unlock();
    }
  }

  /// A snapshot of this moment.
  Snapshot now() throws IOException {
    long at = System.nanoTime();
    JsonNode info = api.call("STREAM.INFO." + stream, new byte[0]);
    JsonNode state = info.path("state");
    long messages = state.path("messages").asLong();
    Map<WorkPlace, Counts> places = messages == 0 ? Map.of() : places();
    long counted = places.values().stream().mapToLong(c -> c.waiting() + c.out()).sum();
    var snapshot =
        new Snapshot(
            at,
            messages,
            state.path("bytes").asLong(),
            info.at("/config/max_bytes").asLong(),
            places,
            messages > counted ? orphans(places) : Map.of());
    last = Optional.of(snapshot);
    return snapshot;
  }

  private static boolean isFresh(Snapshot snapshot) {
    return System.nanoTime() - snapshot.at() < AGE.toNanos();
  }

  private Map<WorkPlace, Counts> places() throws IOException {
    var places = new HashMap<WorkPlace, Counts>();
    int total = 1;
    for (int offset = 0; offset < total; ) {
      ObjectNode page = api.call("CONSUMER.LIST." + stream, Map.of("offset", offset));
      page.path("consumers").forEach(consumer -> add(places, consumer));
      total = page.path("total").asInt();
      offset += Math.max(1, page.path("consumers").size());
    }
    return places;
  }

  private static void add(Map<WorkPlace, Counts> places, JsonNode consumer) {
    WorkPlace.ofDurable(consumer.path("name").asText())
        .ifPresent(place ->
            places.put(
                place,
                new Counts(
                    consumer.path("num_pending").asLong(),
                    consumer.path("num_ack_pending").asLong(),
                    consumer.at("/delivered/stream_seq").asLong())));
  }

  /// What the stream holds at places without a consumer, from its own list of subjects.
  private Map<WorkPlace, Long> orphans(Map<WorkPlace, Counts> places) throws IOException {
    var found = new HashMap<WorkPlace, Long>();
    long total = 1;
    for (int offset = 0; offset < total; ) {
      var page =
          api.call(
              "STREAM.INFO." + stream,
              Map.of("subjects_filter", layout.workSubjects(), "offset", offset));
      JsonNode subjects = page.at("/state/subjects");
      subjects
          .properties()
          .forEach(each ->
              WorkPlace.ofWorkSubject(each.getKey())
                  .filter(place -> !places.containsKey(place))
                  .ifPresent(place -> found.merge(place, each.getValue().asLong(), Long::sum)));
      total = page.path("total").asLong();
      offset += Math.max(1, subjects.size());
    }
    return found;
  }
}
