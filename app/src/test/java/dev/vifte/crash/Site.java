package dev.vifte.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vifte.testkit.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A store, the node that lives on it for now, and a good client of that node: it starts the node
/// again when it has died, sends what was not answered again under the same key, and keeps a ledger
/// outside the store of what it was promised. Safe for use by many threads.
final class Site implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Ground ground;
  private final Path ledger;
  private final boolean reconciles;
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile Child child;
  private final AtomicInteger promises = new AtomicInteger();
  private volatile int lives = 1;
  private volatile long born = System.nanoTime();

  private Site(Path ledger, Ground ground, boolean reconciles) throws IOException {
    this.ground = ground;
    this.ledger = ledger;
    this.reconciles = reconciles;
    this.child = Child.start(ground, reconciles);
  }

  static Site open(Path folder, boolean reconciles) throws IOException {
    return open(folder, Ground.embedded(folder.resolve("store")), reconciles);
  }

  static Site open(Path folder, Ground ground, boolean reconciles) throws IOException {
    return new Site(folder.resolve("ledger.txt"), ground, reconciles);
  }

  /// How often the node was started.
  int lives() {
    return lives;
  }

  /// Time since the present node opened its door.
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - born);
  }

  /// Uploads until it is accepted; the job's id.
  String upload(String pipeline, String key, String text) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      HttpResponse<String> answer = ask("upload/%s/%s".formatted(pipeline, key), text);
      switch (answer.statusCode()) {
        case 202 -> {
          note(key, answer.body(), text);
          return answer.body();
        }
        case 409 -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(wait(answer)));
        default -> throw new AssertionError(key + " was refused: " + answer.body());
      }
    }
    throw new AssertionError(key + " was not accepted within " + PATIENCE);
  }

  /// Asks until there is an answer.
  HttpResponse<String> ask(String question, String body) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      var uri = URI.create("http://localhost:%d/%s".formatted(child.port(), question));
      var request =
          HttpRequest.newBuilder(uri).timeout(ANSWER).POST(BodyPublishers.ofString(body)).build();
      try {
        return http.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        revive();
      }
    }
    throw new AssertionError("no answer to " + question + " within " + PATIENCE);
  }

  /// Asks, and does not mind when the node dies over it.
  void once(String question) throws InterruptedException {
    var uri = URI.create("http://localhost:%d/%s".formatted(child.port(), question));
    var request = HttpRequest.newBuilder(uri).timeout(ANSWER).POST(BodyPublishers.noBody()).build();
    try {
      var _ = http.send(request, BodyHandlers.discarding());
    } catch (IOException _) {
      // its death is waited for
    }
  }

  /// Waits for the node to halt by itself.
  void awaitDeath() throws InterruptedException {
    int exit = child.awaitEnd();
    if (exit != Fuse.HALTED) {
      throw new AssertionError("the node ended with " + exit);
    }
  }

  void kill() throws InterruptedException {
    child.kill();
  }

  /// Starts the node again if it has died.
  synchronized void revive() throws IOException {
    if (!child.alive()) {
      child = Child.start(ground, reconciles);
      lives++;
      born = System.nanoTime();
    }
  }

  /// Waits until all of these jobs have ended.
  void awaitEnd(Collection<String> jobs) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!open(jobs).isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not ended within %s: %s".formatted(PATIENCE, open(jobs)));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// Waits until nothing moves any more.
  void awaitIdle() throws Exception {
    Probe.eventually("nothing moves", () -> ask("idle", "").body().equals("true"));
  }

  /// Those of these jobs that have not ended.
  List<String> open(Collection<String> jobs) throws IOException, InterruptedException {
    Map<String, String> states = states();
    return jobs.stream()
        .filter(job -> !List.of("completed", "failed").contains(states.getOrDefault(job, "none")))
        .toList();
  }

  /// State by job.
  Map<String, String> states() throws IOException, InterruptedException {
    return pairs(ask("states", "").body());
  }

  /// What subscribers were told of a job.
  List<String> events(String job) throws IOException, InterruptedException {
    return ask("events/" + job, "").body().lines().toList();
  }

  /// The sums of a job's outputs by their keys in its folder.
  Map<String, String> outputs(String job) throws IOException, InterruptedException {
    return pairs(ask("outputs/" + job, "").body());
  }

  /// How many jobs this client was promised so far.
  int promises() {
    return promises.get();
  }

  /// The jobs this client was promised: id by key.
  Map<String, String> promised() throws IOException {
    try (Stream<String> lines = Files.lines(ledger)) {
      return lines
          .map(line -> List.of(line.split(" ")))
          .collect(Collectors.toMap(List::getFirst, line -> line.get(1)));
    }
  }

  @Override
  public void close() {
    child.close();
    http.close();
  }

  private static Map<String, String> pairs(String text) {
    return text.lines()
        .map(line -> List.of(line.split(" ")))
        .collect(Collectors.toMap(List::getFirst, List::getLast));
  }

  private synchronized void note(String key, String job, String text) throws IOException {
    String line = "%s %s %s%n".formatted(key, job, Sums.sha256(text.getBytes(UTF_8)));
    promises.incrementAndGet();
    Files.writeString(ledger, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static long wait(HttpResponse<String> answer) {
    return Long.parseLong(answer.body()) + 20;
  }
}
