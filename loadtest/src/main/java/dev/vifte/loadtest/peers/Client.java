package dev.vifte.loadtest.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.Json;
import dev.vifte.loadtest.Wait;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Uploads photos to a product and asks for their jobs until they have ended.
final class Client implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /// As long as Vifte lets an answer wait.
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final String BOUNDARY = "vifte-bench-boundary";
  private static final byte[] HEAD =
      lines(
          "--" + BOUNDARY,
          "Content-Disposition: form-data; name=\"file\"; filename=\"photo.jpg\"",
          "Content-Type: image/jpeg",
          "",
          "");
  private static final byte[] TAIL = lines("", "--" + BOUNDARY + "--", "");

  private final Door door;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Client(Door door) {
    this.door = door;
  }

  private static byte[] lines(String... lines) {
    return String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII);
  }

  /// Whether the product takes uploads by now.
  boolean ready() throws InterruptedException {
    try {
      return send(get(door.ready())).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /// Uploads one photo.
  ///
  /// @return the job
  String upload(byte[] photo) throws IOException, InterruptedException {
    return json(send(form(photo)), 202).path(door.id()).asText();
  }

  /// Uploads one photo to Vifte and hears of its job once it has ended.
  ///
  /// @param pause between questions, should it last longer than an answer may wait
  /// @return the job as it is then, or after `limit`
  JsonNode finish(byte[] photo, Duration pause, Duration limit) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    HttpResponse<byte[]> answer = send(form(photo).header("Prefer", "wait=" + ANSWER.toSeconds()));
    JsonNode job = json(answer, answer.statusCode() == 200 ? 200 : 202);
    String id = job.path(door.id()).asText();
    var rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    boolean ended = answer.statusCode() == 200 || Wait.until(() -> done(id), pause, rest);
    return ended && answer.statusCode() == 200 ? job : job(id);
  }

  private HttpRequest.Builder form(byte[] photo) {
    BodyPublisher form =
        BodyPublishers.concat(
            BodyPublishers.ofByteArray(HEAD),
            BodyPublishers.ofByteArray(photo),
            BodyPublishers.ofByteArray(TAIL));
    return request(door.upload())
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(form);
  }

  /// Uploads so many photos, round and round, over so many connections.
  ///
  /// @return the jobs
  List<String> upload(List<byte[]> photos, int count, int connections) throws Exception {
    var next = new AtomicInteger();
    var jobs = new ConcurrentLinkedQueue<String>();
    Callable<Boolean> connection =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            jobs.add(upload(photos.get(i % photos.size())));
          }
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(connections)) {
      for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(connections, connection))) {
        each.get();
      }
    }
    return List.copyOf(jobs);
  }

  /// The job as the product tells it.
  JsonNode job(String id) throws IOException, InterruptedException {
    return json(send(get(door.state() + id)), 200);
  }

  /// Whether its outputs are all there.
  ///
  /// @throws IllegalStateException when the job failed
  boolean done(String id) throws IOException, InterruptedException {
    JsonNode job = job(id);
    String state = job.path("state").asText();
    if (state.equals("failed")) {
      throw new IllegalStateException("job %s failed: %s".formatted(id, job));
    }
    return state.equals(door.done());
  }

  /// Waits for one job after the other.
  ///
  /// @param limit for all of them together
  /// @return those that are not done
  List<String> await(List<String> jobs, Duration pause, Duration limit) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    var left = new ArrayList<String>();
    for (String job : jobs) {
      var rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (!Wait.until(() -> done(job), pause, rest)) {
        left.add(job);
      }
    }
    return left;
  }

  private HttpRequest.Builder get(String path) {
    return request(path).GET();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(door.address().resolve(path)).timeout(TIMEOUT);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static JsonNode json(HttpResponse<byte[]> answer, int expected) throws IOException {
    if (answer.statusCode() != expected) {
      String body = new String(answer.body(), StandardCharsets.UTF_8);
      throw new IOException(
          "%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), body));
    }
    return Json.read(answer.body(), JsonNode.class);
  }

  @Override
  public void close() {
    http.close();
  }
}
