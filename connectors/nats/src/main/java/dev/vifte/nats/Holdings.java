package dev.vifte.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.UnreachableException;
import dev.vifte.job.TenantId;
import dev.vifte.queue.Load;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// What the stream holds of each tenant at each place, from the server's own counts: asked for at
/// most once a second however many want to know. Safe for use by many threads.
final class Holdings {
  private final Api api;
  private final Layout layout;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Held last = Held.NOTHING;
  private long failed = System.nanoTime() - Snapshots.AGE.toNanos();

  /// One answer.
  ///
  /// @param at when it was asked for, by [System#nanoTime]
  record Held(long at, Load load, Map<WorkPlace, Waiting> places) {
    static final Held NOTHING =
        new Held(Long.MIN_VALUE, new Load(0, 0, Long.MAX_VALUE, 0, Map.of()), Map.of());

    Waiting at(WorkPlace place) {
      return places.getOrDefault(place, Waiting.NONE);
    }
  }

  /// Messages of a place that are not settled, by tenant.
  static final class Waiting {
    static final Waiting NONE = new Waiting();

    private final Map<TenantId, Long> perTenant = new HashMap<>();
    private long total;

    void add(TenantId tenant, long messages) {
      perTenant.merge(tenant, messages, Long::sum);
      total += messages;
    }

    long of(TenantId tenant) {
      return perTenant.getOrDefault(tenant, 0L);
    }

    long total() {
      return total;
    }
  }

  Holdings(Api api, Layout layout) {
    this.api = api;
    this.layout = layout;
  }

  /// What it holds; a second old at most. A server that does not answer is not asked again for a
  /// second, so that those who want to know do not wait for it one after the other.
  Held recent() throws IOException {
    if (isFresh(last)) {
      return last;
    }
    asking.lock();
    try {
      if (!isFresh(last)) {
        last = ask();
      }
      return last;
    } finally {
      asking.unlock();
    }
  }

  private Held ask() throws IOException {
    if (System.nanoTime() - failed < Snapshots.AGE.toNanos()) {
      throw new UnreachableException("NATS did not tell what it holds a moment ago");
    }
    try {
      return now();
    } catch (IOException e) {
      failed = System.nanoTime();
      throw e;
    }
  }

  private static boolean isFresh(Held held) {
    return held.at() != Held.NOTHING.at()
        && System.nanoTime() - held.at() < Snapshots.AGE.toNanos();
  }

  private Held now() throws IOException {
    long at = System.nanoTime();
    var places = new HashMap<WorkPlace, Waiting>();
    ObjectNode first = page(0);
    long total = first.path("total").asLong();
    for (long offset = addAll(places, first); offset < total; ) {
      offset += addAll(places, page(offset));
    }
    return new Held(at, load(first, places), places);
  }

  /// How many subjects there were, at least one, so that the next page is another.
  private static int addAll(Map<WorkPlace, Waiting> places, ObjectNode page) {
    JsonNode subjects = page.at("/state/subjects");
    subjects.properties().forEach(each -> add(places, each.getKey(), each.getValue().asLong()));
    return Math.max(1, subjects.size());
  }

  private ObjectNode page(long offset) throws IOException {
    return api.call(
        "STREAM.INFO." + layout.work().getName(),
        Map.of("subjects_filter", layout.workSubjects(), "offset", offset));
  }

  private static void add(Map<WorkPlace, Waiting> places, String subject, long messages) {
    WorkPlace.ofWorkSubject(subject)
        .ifPresent(place ->
            places
                .computeIfAbsent(place, _ -> new Waiting())
                .add(WorkPlace.tenantOf(subject), messages));
  }

  private static Load load(ObjectNode info, Map<WorkPlace, Waiting> places) {
    var perTenant = new HashMap<TenantId, Long>();
    places
        .values()
        .forEach(place ->
            place.perTenant.forEach((name, count) -> perTenant.merge(name, count, Long::sum)));
    long messages = info.at("/state/messages").asLong();
    long limit = info.at("/config/max_bytes").asLong();
    return new Load(
        messages,
        info.at("/state/bytes").asLong(),
        limit < 0 ? Long.MAX_VALUE : limit,
        info.at("/state/last_seq").asLong() - messages,
        perTenant);
  }
}
