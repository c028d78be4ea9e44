package dev.vifte.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.cluster.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Looks all the time: states go forward only, and our processes stay within their memory.
final class Watch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /// A node has a heap of 384 MiB; the rest is code, stacks and buffers.
  private static final long MOST_KIB = 768 << 10;

  private final Scene scene;
  private final boolean revives;
  private final Map<String, Ended> ended = new ConcurrentHashMap<>();
  private final Thread thread;
  private int wipes;
  private volatile boolean over;
  private volatile long mostKib;
  private volatile Optional<Long> revived = Optional.empty();

  /// A job as it was when it was first seen ended.
  ///
  /// @param nanos when, by [System#nanoTime]
  record Ended(ObjectNode document, long nanos) {
    String state() {
      return document.path("state").asText();
    }
  }

  /// @param revives whether it starts nodes again that died
  Watch(Scene scene, boolean revives) {
    this.scene = scene;
    this.revives = revives;
    this.thread = Thread.ofPlatform().name("watch").daemon().start(this::run);
  }

  /// By upload.
  Map<String, Ended> ended() {
    return ended;
  }

  /// The largest of our processes so far.
  long mostMib() {
    return mostKib >> 10;
  }

  /// When the trouble was over: a node that died by itself and was started again is trouble, too.
  long healed(long scripted) {
    return revived.filter(last -> last - scripted > 0).orElse(scripted);
  }

  /// Whether everything that was promised has ended.
  boolean quiet() {
    return ended.keySet().containsAll(scene.uploader().ledger().promises().keySet());
  }

  /// Waits until everything that was promised has ended; whether it has.
  boolean awaitQuiet(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!quiet() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return quiet();
  }

  /// What has ended must stand as it ended.
  void lookAgain() throws InterruptedException {
    for (var each : ended.entrySet()) {
      Optional<ObjectNode> now = look(each.getValue().document().path("job").asText());
      String was = each.getValue().state();
      if (!now.map(job -> job.path("state").asText()).orElse(was).equals(was)) {
        scene.complain("%s was %s and is %s".formatted(each.getKey(), was, now.get()));
      }
    }
  }

  private void run() {
    try {
      while (!over) {
        round();
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() throws InterruptedException {
    measure();
    if (scene.wipes() != wipes) {
      wipes = scene.wipes();
      ended.clear();
    }
    if (revives && !scene.dead().isEmpty()) {
      revive();
    }
    for (var each : scene.uploader().ledger().promises().entrySet()) {
      if (!over && !ended.containsKey(each.getKey())) {
        look(each.getValue().job())
            .filter(job -> hasEnded(each.getKey(), job))
            .ifPresent(job -> ended.put(each.getKey(), new Ended(job, System.nanoTime())));
      }
    }
  }

  private boolean hasEnded(String upload, ObjectNode job) {
    String state = job.path("state").asText();
    if (List.of("completed", "failed").contains(state)) {
      return true;
    }
    if (!state.equals("running")) {
      scene.complain("%s was promised and is %s".formatted(upload, state));
    }
    return false;
  }

  private Optional<ObjectNode> look(String job) throws InterruptedException {
    try {
      return Optional.of(scene.uploader().get("v1/jobs/" + job));
    } catch (IOException e) {
      return Optional.empty(); // a server or the gateway is away for now
    }
  }

  private void revive() {
    try {
      scene.cluster().revive();
      revived = Optional.of(System.nanoTime());
    } catch (IOException e) {
      scene.complain("a node did not start again: " + e);
    } catch (AssertionError e) {
      // what kills it may do so before it is up; the next round tries again
    }
  }

  private void measure() {
    scene
        .cluster()
        .nodes()
        .forEach((name, node) -> {
          long kib = residentKib(node);
          if (kib > MOST_KIB && mostKib <= MOST_KIB) {
            scene.complain("%s needs %d MiB".formatted(name, kib >> 10));
          }
          mostKib = Math.max(mostKib, kib);
        });
  }

  /// What of a process is in memory; 0 when there is none.
  static long residentKib(NodeProcess node) {
    Path status = Path.of("/proc", Long.toString(node.pid()), "status");
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // it has just died
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
