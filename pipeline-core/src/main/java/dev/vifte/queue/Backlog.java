package dev.vifte.queue;

import dev.vifte.pipeline.Lane;
import java.time.Duration;
import java.util.Map;

/// How much waits in a pool.
///
/// @param waiting messages that nobody has
/// @param inFlight messages under a lease or delayed
/// @param oldest age of the oldest message that waits; zero when none does
/// @param oldestHeld age of the oldest message that is not settled, in flight or not: a task that
///   was published well before it is no longer in the queue
/// @param bytes the whole queue holds
/// @param limit of those bytes
/// @param perLane waiting, by lane
public record Backlog(
    long waiting,
    long inFlight,
    Duration oldest,
    Duration oldestHeld,
    long bytes,
    long limit,
    Map<Lane, Long> perLane) {
  public Backlog {
    perLane = Map.copyOf(perLane);
  }
}
