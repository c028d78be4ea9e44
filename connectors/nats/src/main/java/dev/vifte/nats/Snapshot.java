package dev.vifte.nats;

import dev.vifte.pipeline.Lane;
import dev.vifte.queue.PoolName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;

/// What the server said about all places at one moment.
///
/// @param at when it was asked, by [System#nanoTime]
/// @param messages in the stream
/// @param bytes of them
/// @param limit of those bytes; -1 for none
/// @param places those that have a consumer
/// @param orphans messages at places that have none
record Snapshot(
    long at,
    long messages,
    long bytes,
    long limit,
    Map<WorkPlace, Counts> places,
    Map<WorkPlace, Long> orphans) {
  /// @param waiting never delivered so far
  /// @param out delivered and not settled: under a lease, put off, or to be delivered again
  /// @param delivered the last sequence that was delivered
  record Counts(long waiting, long out, long delivered) {
    boolean isIdle() {
      return waiting == 0 && out == 0;
    }
  }

  long waiting(PoolName pool) {
    return perLane(pool).values().stream().mapToLong(Long::longValue).sum();
  }

  long out(PoolName pool) {
    return of(pool, places).mapToLong(entry -> entry.getValue().out()).sum();
  }

  Map<Lane, Long> perLane(PoolName pool) {
    var lanes = new EnumMap<Lane, Long>(Lane.class);
    of(pool, places)
        .forEach(e -> lanes.merge(e.getKey().lane(), e.getValue().waiting(), Long::sum));
    of(pool, orphans).forEach(e -> lanes.merge(e.getKey().lane(), e.getValue(), Long::sum));
    return lanes;
  }

  /// The entries of one pool.
  static <V> Stream<Entry<WorkPlace, V>> of(PoolName pool, Map<WorkPlace, V> places) {
    return places.entrySet().stream().filter(entry -> entry.getKey().pool().equals(pool));
  }
}
