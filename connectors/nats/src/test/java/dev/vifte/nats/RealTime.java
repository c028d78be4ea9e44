package dev.vifte.nats;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The time of a server, which cannot be turned by hand.
final class RealTime {
  private RealTime() {}

  /// Lets it pass.
  static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
