package dev.vifte.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Time that stands still until it is turned. Safe for use by many threads.
///
/// ```java
/// var clock = new ManualClock();
/// clock.advance(Duration.ofSeconds(30));
/// ```
public final class ManualClock implements InstantSource {
  /// Where every clock starts.
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Instant now = START;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /// Turns the clock, then tells who wants to know.
  public void advance(Duration by) {
    synchronized (this) {
      now = now.plus(by);
    }
    listeners.forEach(Runnable::run);
  }

  /// Calls `listener` after every turn.
  public void onAdvance(Runnable listener) {
    listeners.add(listener);
  }
}
