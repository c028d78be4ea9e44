package dev.vifte.loadtest.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.loadtest.Figure;
import dev.vifte.loadtest.Photos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One round of one product: many photos at once, then one after the other.
final class Rounds {
  private static final String WHERE = ", where Vifte's CPU time goes: ";
  private static final int CONNECTIONS = 8;
  private static final int ONE_BY_ONE = 30;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /// While many run, asking must not cost much; one alone is asked for often.
  private static final Duration RARELY = Duration.ofMillis(100);

  private static final Duration OFTEN = Duration.ofMillis(4);

  private final Stores stores;
  private final Tally tally;

  Rounds(Stores stores, Tally tally) {
    this.stores = stores;
    this.tally = tally;
  }

  /// Uploads over eight connections; from the first byte to the last job's end.
  void throughput(Running peer, Photos kind, List<byte[]> photos, int count) throws Exception {
    Map<String, Processes> all = new LinkedHashMap<>(peer.processes());
    all.putAll(stores.processes());
    var meter = new Meter(all);
    long from = System.nanoTime();
    List<String> jobs = peer.client().upload(photos, count, CONNECTIONS);
    List<String> left = peer.client().await(jobs, RARELY, LIMIT);
    double seconds = (System.nanoTime() - from) / 1e9;
    if (!left.isEmpty()) {
      throw new IllegalStateException("%s: %d jobs hang".formatted(peer.name(), left.size()));
    }
    tally.add(kind + ": jobs", peer.name(), "1/s", count / seconds);
    new Bill(peer, kind.toString(), count).book(meter.used());
    if (peer.name().startsWith("vifte")) {
      stages(peer, kind, jobs);
    }
  }

  /// CPU and memory of one round, onto the tally.
  private final class Bill {
    private final Running peer;
    private final String kind;
    private final int jobs;

    Bill(Running peer, String kind, int jobs) {
      this.peer = peer;
      this.kind = kind;
      this.jobs = jobs;
    }

    void book(Map<String, Meter.Used> used) {
      used.forEach((role, each) -> add("CPU of " + role, each.cpu()));
      var own = new LinkedHashMap<>(used);
      own.keySet().retainAll(peer.processes().keySet());
      add(
          "CPU of the product",
          own.values().stream().map(Meter.Used::cpu).reduce(Duration.ZERO, Duration::plus));
      double peak = own.values().stream().mapToDouble(Meter.Used::peakMiB).sum();
      tally.add(kind + ": peak memory of the product", peer.name(), "MiB", peak);
      if (peer.name().startsWith("vifte")) {
        own.forEach(this::threads);
      }
    }

    private void threads(String role, Meter.Used used) {
      used.threads().forEach((thread, cpu) -> ours("%s, %s".formatted(role, thread), cpu));
    }

    private void ours(String what, Duration cpu) {
      tally.add(kind + WHERE + what, peer.name(), "ms/job", cpu.toNanos() / 1e6 / jobs);
    }

    private void add(String what, Duration cpu) {
      tally.add(kind + ": " + what, peer.name(), "ms/job", cpu.toNanos() / 1e6 / jobs);
    }
  }

  /// What each stage took, as the jobs themselves tell.
  private void stages(Running peer, Photos kind, List<String> jobs) throws Exception {
    var sums = new TreeMap<String, Long>();
    for (String job : jobs) {
      for (Map.Entry<String, JsonNode> stage : peer.client().job(job).path("stages").properties()) {
        sums.merge(stage.getKey(), stage.getValue().path("cpuMs").asLong(), Long::sum);
      }
    }
    sums.forEach((stage, millis) ->
        tally.add(
            "%s%sstage %s, as its jobs tell".formatted(kind, WHERE, stage),
            peer.name(),
            "ms/job",
            (double) millis / jobs.size()));
  }

  /// From the first byte of an upload to the end of its job, one at a time.
  void latency(Running peer, Photos kind, List<byte[]> photos) throws Exception {
    var times = new ArrayList<Double>();
    for (int i = 0; i < ONE_BY_ONE; i++) {
      long from = System.nanoTime();
      String job = peer.client().upload(photos.get(i % photos.size()));
      peer.client().await(List.of(job), OFTEN, LIMIT);
      times.add((System.nanoTime() - from) / 1e6);
    }
    tally.add(kind + ": p50 to ready", peer.name(), "ms", Figure.quantile(times, 0.5));
    tally.add(kind + ": p95 to ready", peer.name(), "ms", Figure.quantile(times, 0.95));
  }

  /// Many small photos and some large ones, so that compilers and caches have settled.
  void warmUp(Running peer, Map<Photos, List<byte[]>> photos, Map<Photos, Integer> counts)
      throws Exception {
    for (var each : photos.entrySet()) {
      int count = counts.getOrDefault(each.getKey(), 1);
      peer.client().await(peer.client().upload(each.getValue(), count, CONNECTIONS), RARELY, LIMIT);
    }
  }
}
