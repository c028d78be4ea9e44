package dev.vifte.loadtest.broker;

import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.job.JobStore;
import dev.vifte.job.RecordKey;
import dev.vifte.loadtest.Figure;
import dev.vifte.loadtest.Fresh;
import dev.vifte.loadtest.Machine;
import dev.vifte.loadtest.Suite;
import dev.vifte.loadtest.peers.Processes;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsSettings;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.NatsServer.Sync;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// What one task costs while few and while very many jobs wait, each with its record and its
/// message: a task is taken, another is published behind all that wait, the first is settled.
public final class DepthBench {
  private static final List<Integer> DEPTHS = List.of(1_000, 10_000, 100_000, 1_000_000);
  private static final int TASKS = 10_000;
  private static final int BATCH = 500;

  /// Batches on their way at once: a million is there after a minute or two.
  private static final int BATCHES = 8;

  private static final PoolName POOL = new PoolName("deep");

  private final Suite suite;

  public DepthBench(Suite suite) {
    this.suite = suite;
  }

  public void run() throws Exception {
    Path folder = Fresh.folder(suite.scratch());
    try (var embedded = Embedded.open(EmbeddedSettings.in(folder))) {
      measure(new Site("Vifte embedded", embedded.jobs(), embedded.queue(), Optional.empty()));
    } finally {
      Fresh.remove(folder);
    }
    try (NatsServer server = NatsServer.start(Sync.LAZY);
        var nats = Nats.open(NatsSettings.of(server.url().toString()).withSpace("depth"))) {
      var broker = Processes.of(server.process().pid());
      measure(new Site("Vifte on NATS", nats.jobs(), nats.queue(), Optional.of(broker)));
    }
  }

  /// Where it is measured.
  private record Site(String who, JobStore jobs, WorkQueue queue, Optional<Processes> broker) {}

  private void measure(Site site) throws Exception {
    int filled = 0;
    var memory = new ArrayList<Double>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var relay = new Relay(site.who, site.queue, TASKS, threads);
      for (int depth : DEPTHS) {
        fill(site, filled, depth, threads);
        filled = depth;
        cost(site, depth, relay);
        memory.add(memory(site, depth));
      }
    }
    if (site.broker.isPresent()) {
      double kib = (memory.getLast() - memory.getFirst()) * 1024;
      double each = kib / (DEPTHS.getLast() - DEPTHS.getFirst());
      suite.add(
          Figure.of("depth", "memory of the broker for a live job", "KiB", List.of(each))
              .by(site.who)
              .against("<= 1.2"));
    }
  }

  private void cost(Site site, int depth, Relay relay) throws Exception {
    var costs = new ArrayList<Double>();
    for (int round = -suite.warmUps(); round < suite.rounds(); round++) {
      Duration before = cpu(site);
      relay.move(TASKS, POOL, POOL);
      if (round >= 0) {
        costs.add(cpu(site).minus(before).toNanos() / 1e3 / TASKS);
      }
    }
    suite.add(Figure.of("depth", "CPU of a task" + waiting(depth), "us", costs).by(site.who));
  }

  /// What the broker holds in memory, where there is one, else this process.
  private double memory(Site site, int depth) throws IOException {
    System.gc();
    var runtime = Runtime.getRuntime();
    double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
    String what = "memory" + waiting(depth);
    suite.add(Figure.of("depth", what, "MiB", List.of(heap)).by(site.who + ", heap"));
    if (site.broker.isEmpty()) {
      return heap;
    }
    double resident = site.broker.get().residentMiB();
    suite.add(Figure.of("depth", what, "MiB", List.of(resident)).by("the NATS server, resident"));
    return resident;
  }

  private static String waiting(int depth) {
    return String.format(Locale.ROOT, ": while %,d wait", depth);
  }

  private static Duration cpu(Site site) throws IOException {
    Duration broker = site.broker.isPresent() ? site.broker.get().cpu() : Duration.ZERO;
    return Machine.cpu().plus(broker);
  }

  private static void fill(Site site, int from, int to, ExecutorService threads) throws Exception {
    var next = new AtomicInteger(from);
    var fillers = new ArrayList<Future<Boolean>>();
    for (int i = 0; i < BATCHES; i++) {
      fillers.add(
          threads.submit(() -> {
            for (int at = next.getAndAdd(BATCH); at < to; at = next.getAndAdd(BATCH)) {
              fill(site, IntStream.range(at, Math.min(to, at + BATCH)), threads);
            }
            return true;
          }));
    }
    all(fillers);
  }

  private static void fill(Site site, IntStream batch, ExecutorService threads) throws Exception {
    List<Integer> numbers = batch.boxed().toList();
    var records = new ArrayList<Future<Boolean>>();
    for (int n : numbers) {
      var job = Fixtures.receiving(n, Instant.EPOCH);
      records.add(threads.submit(() -> site.jobs.create(RecordKey.of(job.id()), job)));
    }
    site.queue.publish(numbers.stream().map(n -> Fixtures.in(POOL, Fixtures.message(n))).toList());
    all(records);
  }

  private static void all(List<Future<Boolean>> begun) throws Exception {
    for (Future<Boolean> each : begun) {
      each.get();
    }
  }
}
