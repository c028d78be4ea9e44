package dev.vifte.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// The latest value of each key of a stream: read from its leader, never stale, and written by
/// compare-and-set. Waits through a change of leaders. Safe for use by many threads.
final class Kv {
  /// As many subjects a server lists at once.
  private static final int PAGE = 100_000;

  private final Api api;
  private final Layout layout;
  private final Duration length;
  private final String process;
  private final AtomicLong writes = new AtomicLong();

  /// @param process who writes: no other process has this name
  /// @param patience how long a read or write is tried while no leader answers
  Kv(Api api, Layout layout, String process, Duration patience) {
    this.api = api;
    this.layout = layout;
    this.process = process;
    this.length = patience;
  }

  /// A value as the leader has it.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Found(long sequence, byte[] value, byte[] headers) {
    /// One of the headers that it was written with; empty when it has none of this name.
    String header(String name) {
      return new String(headers, StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  /// The values of these keys, in their order, asked for all at once; empty where there is none.
  List<Optional<Found>> read(List<String> keys) throws IOException {
    var asked = keys.stream().map(this::ask).toList();
    var found = new ArrayList<Optional<Found>>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      found.add(await(keys.get(i), asked.get(i)));
    }
    return found;
  }

  /// The value of one key.
  Optional<Found> read(String key) throws IOException {
    return await(key, ask(key));
  }

  /// Writes a value if the latest of the key has the sequence `expected`, 0 for none. Returns its
  /// own sequence, or empty when another came first.
  ///
  /// @throws IOException when it was not written, or nobody can tell whether it was
  OptionalLong write(String key, byte[] value, long expected) throws IOException {
    String id = process + "-" + Long.toString(writes.incrementAndGet(), Character.MAX_RADIX);
    return new KvWrite(this, key, value, expected, id).untilKnown();
  }

  /// Every key below one, such as `job-1.>`, as the leader has them.
  List<String> keys(String below) throws IOException {
    String subject = layout.jobSubject(below);
    int prefix = subject.length() - below.length();
    var keys = new ArrayList<String>();
    int page;
    do {
      var body = Json.object().put("subjects_filter", subject).put("offset", keys.size());
      JsonNode state = api.call("STREAM.INFO." + stream(), body).path("state").path("subjects");
      state.fieldNames().forEachRemaining(s -> keys.add(s.substring(prefix)));
      page = state.size();
    } while (page >= PAGE);
    return keys;
  }

  /// Overwrites every value below a key, older ones too, but for those to `keep`; returns how many.
  long wipe(String below, Predicate<Found> keep) throws IOException {
    String subject = layout.jobSubject(below);
    long wiped = 0;
    Optional<Found> next = from(1, subject);
    while (next.isPresent()) {
      Found found = next.get();
      if (!keep.test(found) && delete(found.sequence())) {
        wiped++;
      }
      next = from(found.sequence() + 1, subject);
    }
    return wiped;
  }

  private Optional<Found> from(long sequence, String subject) throws IOException {
    var body = Json.object().put("seq", sequence).put("next_by_subj", subject);
    Patience patience = patience();
    while (true) {
      try {
        return Api.await(look(body));
      } catch (IOException e) {
        patience.after(e);
      }
    }
  }

  /// Whether it was there.
  private boolean delete(long sequence) throws IOException {
    try {
      var which = Json.object().put("seq", sequence).put("no_erase", false);
      var _ = api.call("STREAM.MSG.DELETE." + stream(), which);
      return true;
    } catch (RefusedException e) {
      if (e.isAbsence()) {
        return false;
      }
      throw e;
    }
  }

  Api api() {
    return api;
  }

  String subject(String key) {
    return layout.jobSubject(key);
  }

  Patience patience() {
    return new Patience(length);
  }

  private String stream() {
    return layout.jobs().getName();
  }

  private CompletableFuture<Optional<Found>> ask(String key) {
    return look(Json.object().put("last_by_subj", subject(key)));
  }

  private CompletableFuture<Optional<Found>> look(ObjectNode which) {
    return api.look("STREAM.MSG.GET." + stream(), which).thenApply(answer -> answer.map(Kv::found));
  }

  private Optional<Found> await(String key, CompletableFuture<Optional<Found>> asked)
      throws IOException {
    Patience patience = patience();
    CompletableFuture<Optional<Found>> now = asked;
    while (true) {
      try {
        return Api.await(now);
      } catch (IOException e) {
        patience.after(e);
        now = ask(key);
      }
    }
  }

  private static Found found(ObjectNode answer) {
    JsonNode message = answer.path("message");
    return new Found(
        message.path("seq").asLong(), bytes(message.path("data")), bytes(message.path("hdrs")));
  }

  private static byte[] bytes(JsonNode base64) {
    return Base64.getDecoder().decode(base64.asText());
  }
}
