package dev.vifte.faults;

import dev.vifte.cluster.NodeProcess;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The course of a trial, a sample a second: attempts so far, messages in the queue, memory of each
/// process. Only where NATS is.
final class Course implements AutoCloseable {
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Scene scene;
  private final long start = System.nanoTime();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, List<Chart.Point>> lines = new TreeMap<>();
  private final Thread thread;
  private volatile boolean over;

  Course(Scene scene) {
    this.scene = scene;
    this.thread = Thread.ofPlatform().name("course").daemon().start(this::run);
  }

  private void run() {
    try (Broker broker = Broker.connect(scene.cluster().brokerUrls())) {
      while (!over) {
        sample(broker);
        LockSupport.parkNanos(PAUSE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sample(Broker broker) throws InterruptedException {
    double now = (System.nanoTime() - start) / 1e9;
    try {
      note("queue", now, (double) broker.messages("WORK"));
      double attempts = 0;
      for (NodeProcess each : scene.cluster().nodes().values()) {
        attempts += each.address().isPresent() ? attempts(each.address().get()) : 0;
      }
      note("attempts", now, attempts);
    } catch (IOException | JetStreamApiException e) {
      // a server or a node is away for now
    }
    scene
        .cluster()
        .nodes()
        .forEach((name, node) -> note(name, now, Watch.residentKib(node) / 1024.0));
  }

  private double attempts(URI node) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(node.resolve("metrics")).timeout(ANSWER).build();
    return http.send(request, BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith("vifte_attempts_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private synchronized void note(String line, double at, double value) {
    lines.computeIfAbsent(line, _ -> new ArrayList<>()).add(new Chart.Point(at, value));
  }

  private synchronized Chart.Line line(String name) {
    return new Chart.Line(name, List.copyOf(lines.getOrDefault(name, List.of())));
  }

  /// Draws it.
  ///
  /// @param script whose blows are shaded
  void draw(Path file, String title, List<Blow> script) throws IOException {
    var memory = scene.cluster().nodes().keySet().stream().sorted().map(this::line).toList();
    var panels =
        List.of(
            new Chart.Panel("attempts so far", List.of(line("attempts"))),
            new Chart.Panel("messages in the queue", List.of(line("queue"))),
            new Chart.Panel("memory of each process, MiB", memory));
    Files.writeString(file, new Chart(title, panels, script).svg());
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.shutdownNow();
  }
}
