package dev.vifte.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A good client: sends what was not accepted again under the same key, and keeps the ledger of
/// what it was promised. Safe for use by many threads.
final class Uploader implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int HANDS = 4;

  private final URI gateway;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> promised = new ConcurrentSkipListMap<>();

  Uploader(URI gateway) {
    this.gateway = gateway;
  }

  /// Job by upload, of everything that was answered 202.
  Map<String, String> promised() {
    return promised;
  }

  /// Uploads so many files with several hands, at most `perSecond`.
  void upload(int count, int perSecond) throws Exception {
    long start = System.nanoTime();
    try (var hands = Executors.newFixedThreadPool(HANDS)) {
      var uploads = new ArrayList<Future<?>>();
      for (int i = 0; i < count; i++) {
        int number = i;
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
        uploads.add(
            hands.submit(() -> {
              LockSupport.parkNanos(due - System.nanoTime());
              return upload("upload-%04d".formatted(number), file(number));
            }));
      }
      for (Future<?> each : uploads) {
        each.get();
      }
    }
  }

  /// Mostly pictures, some tables, a few documents; all different.
  private static byte[] file(int number) {
    if (number % 20 == 7) {
      return Media.pdf(1 + number % 3).bytes();
    }
    return number % 5 == 3
        ? Media.csv(5 + number).bytes()
        : Media.jpeg(160 + number % 200, 120 + number / 200).bytes();
  }

  private String upload(String key, byte[] file) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(gateway.resolve("v1/pipelines/media/jobs"))
            .timeout(ANSWER)
            .header("Content-Type", "application/octet-stream")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(file))
            .build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String last = "nothing";
    while (System.nanoTime() < deadline) {
      try {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() == 202 || answer.statusCode() == 200) { // 200: it has ended since
          String job = Json.read(answer.body(), ObjectNode.class).path("job").asText();
          promised.put(key, job);
          return job;
        }
        last = answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        last = e.toString();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError(
        "%s was not accepted within %s; last: %s".formatted(key, PATIENCE, last));
  }

  /// A document of the gateway.
  ObjectNode get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(ANSWER).build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("%s: %d".formatted(path, answer.statusCode()));
    }
    return Json.read(answer.body(), ObjectNode.class);
  }

  /// Waits until every promised job has ended; their documents by upload.
  Map<String, ObjectNode> awaitEnds() throws Exception {
    var ended = new ConcurrentSkipListMap<String, ObjectNode>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ended.size() < promised.size()) {
      for (var each : promised.entrySet()) {
        if (!ended.containsKey(each.getKey())) {
          look(each.getValue()).ifPresent(job -> ended.put(each.getKey(), job));
        }
      }
      if (System.nanoTime() > deadline) {
        var open = new ArrayList<>(promised.keySet());
        open.removeAll(ended.keySet());
        throw new AssertionError("not ended within %s: %s".formatted(PATIENCE, open));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return ended;
  }

  private Optional<ObjectNode> look(String job) throws InterruptedException {
    try {
      ObjectNode document = get("v1/jobs/" + job);
      String state = document.path("state").asText();
      return Optional.of(document).filter(_ -> !state.equals("running"));
    } catch (IOException e) {
      return Optional.empty(); // a store is away for now
    }
  }

  /// Waits until so many are promised.
  void awaitPromised(int count) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (promised.size() < count && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Probe.QUIET.toNanos() / 10);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
