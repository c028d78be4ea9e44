package dev.vifte.loadtest.peers;

import dev.vifte.loadtest.Figure;
import dev.vifte.loadtest.Photos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One round of one product: many photos at once, then one after the other.
final class Rounds {
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
    all.putAll(stores.processes(peer.name()));
    var bill = new Bill(tally, peer, kind, count);
    try (Watched threads = Watched.of(peer)) {
      Map<String, Meter> meters = Meter.of(all);
      long from = System.nanoTime();
      List<String> jobs = peer.client().upload(photos, count, CONNECTIONS);
      List<String> left = peer.client().await(jobs, RARELY, LIMIT);
      double seconds = (System.nanoTime() - from) / 1e9;
      if (!left.isEmpty()) {
        throw new IllegalStateException("%s: %d jobs hang".formatted(peer.name(), left.size()));
      }
      bill.rate(seconds);
      bill.used(meters);
      bill.threads(threads.cpu());
      bill.stages(jobs);
    }
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
