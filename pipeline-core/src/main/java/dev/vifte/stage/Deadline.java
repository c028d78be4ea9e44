package dev.vifte.stage;

import java.time.Duration;
import java.util.function.LongSupplier;

/// When work must have ended, on a clock that never jumps. Safe for use by many threads.
public final class Deadline {
  private final LongSupplier nanoTime;
  private final long end;

  private Deadline(LongSupplier nanoTime, long end) {
    this.nanoTime = nanoTime;
    this.end = end;
  }

  /// A deadline `wait` from now, by `nanoTime` (in production [System#nanoTime]).
  public static Deadline after(Duration wait, LongSupplier nanoTime) {
    return new Deadline(nanoTime, nanoTime.getAsLong() + wait.toNanos());
  }

  public boolean expired() {
    return end - nanoTime.getAsLong() <= 0;
  }

  /// The time left; zero when expired.
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
  }
}
