package dev.vifte;

import dev.vifte.queue.PoolSubscription;
import java.time.Duration;

/// What one node may use and how long it waits.
///
/// @param memory bytes that running tasks may need together, by their estimated cost
/// @param heap bytes of the JVM: a task that needs more is refused, one between the two runs alone
/// @param cpuThreads platform threads for stages that compute
/// @param lease of a delivery without a sign of life
/// @param beat between two signs of life
/// @param drain how long a leaving node lets running tasks finish
/// @param reconcile between two rounds of the reconciler; zero switches it off
/// @param grace how long a job may stand still before the reconciler looks at it
public record NodeLimits(
    long memory,
    long heap,
    int cpuThreads,
    Duration lease,
    Duration beat,
    Duration drain,
    Duration reconcile,
    Duration grace) {
  public NodeLimits {
    if (memory < 1 || heap < memory) {
      throw new IllegalArgumentException(
          "node memory must be at least 1 and at most the heap, not %d of %d"
              .formatted(memory, heap));
    }
    if (cpuThreads < 1) {
      throw new IllegalArgumentException("cpu threads must be at least 1, not " + cpuThreads);
    }
    if (beat.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "the beat (%s) must be at most half the lease (%s), or leases are lost at every hiccup"
              .formatted(beat, lease));
    }
  }

  /// Half the heap for tasks, a thread per core, a lease of 30 s with a beat every 8 s.
  public static NodeLimits defaults() {
    long heap = Runtime.getRuntime().maxMemory();
    return new NodeLimits(
        heap / 2,
        heap,
        Runtime.getRuntime().availableProcessors(),
        PoolSubscription.DEFAULT_LEASE,
        Duration.ofSeconds(8),
        Duration.ofSeconds(25),
        Duration.ofSeconds(2),
        Duration.ofSeconds(60));
  }

  /// These limits with other leases; the grace follows at twice the lease.
  public NodeLimits lease(Duration length) {
    return new NodeLimits(
        memory,
        heap,
        cpuThreads,
        length,
        length.dividedBy(4),
        drain,
        reconcile,
        length.multipliedBy(2));
  }

  public NodeLimits memory(long bytes) {
    return new NodeLimits(bytes, heap, cpuThreads, lease, beat, drain, reconcile, grace);
  }

  public NodeLimits cpuThreads(int threads) {
    return new NodeLimits(memory, heap, threads, lease, beat, drain, reconcile, grace);
  }

  public NodeLimits drain(Duration wait) {
    return new NodeLimits(memory, heap, cpuThreads, lease, beat, wait, reconcile, grace);
  }

  public NodeLimits reconcile(Duration every) {
    return new NodeLimits(memory, heap, cpuThreads, lease, beat, drain, every, grace);
  }
}
