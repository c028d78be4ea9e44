package dev.vifte.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.crash.Sums;
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
import java.nio.file.Path;
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
public final class Uploader implements AutoCloseable {
  /// How long it goes on trying, unless told otherwise.
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int HANDS = 4;

  private final URI gateway;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Ledger ledger;
  private final Duration patience;

  public Uploader(URI gateway, Ledger ledger, Duration patience) {
    this.gateway = gateway;
    this.ledger = ledger;
    this.patience = patience;
  }

  /// With its ledger in a folder.
  static Uploader to(URI gateway, Path folder) {
    return new Uploader(gateway, new Ledger(folder.resolve("ledger.txt")), PATIENCE);
  }

  /// Everything that was answered 202.
  public Ledger ledger() {
    return ledger;
  }

  /// Uploads so many files with several hands, at most `perSecond`.
  public void upload(int count, int perSecond) throws Exception {
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

  private boolean upload(String key, byte[] file) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    String last = "nothing";
    while (System.nanoTime() < deadline) {
      try {
        HttpResponse<byte[]> answer = offer("media", key, file);
        if (accepted(answer)) {
          return true;
        }
        last = answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        last = e.toString();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError(
        "%s was not accepted within %s; last: %s".formatted(key, patience, last));
  }

  private static boolean accepted(HttpResponse<byte[]> answer) {
    return answer.statusCode() == 202 || answer.statusCode() == 200; // 200: it has ended since
  }

  /// Offers a file once, and notes a promise.
  ///
  /// @throws IOException when there was no answer
  public HttpResponse<byte[]> offer(String pipeline, String key, byte[] file)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(gateway.resolve("v1/pipelines/%s/jobs".formatted(pipeline)))
            .timeout(ANSWER)
            .header("Content-Type", "application/octet-stream")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(file))
            .build();
    ledger.offered(key, Sums.sha256(file));
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    if (accepted(answer)) {
      ledger.promised(key, Json.read(answer.body(), ObjectNode.class).path("job").asText());
    }
    return answer;
  }

  /// A document of the gateway.
  public ObjectNode get(String path) throws IOException, InterruptedException {
    return Json.read(bytes(path), ObjectNode.class);
  }

  /// What the gateway has at a path.
  public byte[] bytes(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(ANSWER).build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("%s: %d".formatted(path, answer.statusCode()));
    }
    return answer.body();
  }

  /// Waits until every promised job has ended; their documents by upload.
  public Map<String, ObjectNode> awaitEnds() throws Exception {
    var ended = new ConcurrentSkipListMap<String, ObjectNode>();
    long deadline = System.nanoTime() + patience.toNanos();
    var promised = ledger.promises();
    while (ended.size() < promised.size()) {
      for (var each : promised.entrySet()) {
        if (!ended.containsKey(each.getKey())) {
          look(each.getValue().job()).ifPresent(job -> ended.put(each.getKey(), job));
        }
      }
      if (System.nanoTime() > deadline) {
        var open = new ArrayList<>(promised.keySet());
        open.removeAll(ended.keySet());
        throw new AssertionError("not ended within %s: %s".formatted(patience, open));
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
  public void awaitPromised(int count) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (ledger.promises().size() < count) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%d of %d promised within %s".formatted(ledger.promises().size(), count, patience));
      }
      LockSupport.parkNanos(Probe.QUIET.toNanos() / 10);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
