package dev.vifte.ingest;

import dev.vifte.queue.Load;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How fast the queue drains: an average over about the last minute in which it held anything.
/// Immutable.
///
/// @param at of the last look, by a monotonic clock in nanoseconds
/// @param last look
/// @param settled messages so far, the older the less they count
/// @param seconds in which they were, likewise
record Pace(long at, Optional<Load> last, double settled, double seconds) {
  static final Pace UNKNOWN = new Pace(0, Optional.empty(), 0, 0);

  private static final double MEMORY_SECONDS = 60;
  private static final long LONGEST_WAIT = 300;

  /// This pace after another look.
  Pace saw(Load load, long now) {
    if (last.isEmpty() || last.get().messages() == 0) {
      return new Pace(now, Optional.of(load), settled, seconds);
    }
    double passed = (now - at) / 1e9;
    double kept = Math.exp(-passed / MEMORY_SECONDS);
    long left = Math.max(0, load.settled() - last.get().settled());
    return new Pace(now, Optional.of(load), settled * kept + left, seconds * kept + passed);
  }

  /// Messages a second; 0 while that is not known, or nothing drains.
  double perSecond() {
    return seconds == 0 ? 0 : settled / seconds;
  }

  /// When to come again: until `excess` messages are gone, at least 1 s, at most 300 s, and up to a
  /// fifth more by chance, so that those who were refused together come apart.
  Duration until(double excess, RandomGenerator random) {
    double wait = perSecond() == 0 ? LONGEST_WAIT : Math.ceil(excess / perSecond());
    long millis = (long) (Math.clamp(wait, 1, LONGEST_WAIT) * 1000);
    return Duration.ofMillis(millis + random.nextLong(millis / 5 + 1));
  }
}
