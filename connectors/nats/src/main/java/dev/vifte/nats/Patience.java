package dev.vifte.nats;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// How long one call is tried again while no leader answers. Used by one thread.
final class Patience {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final long deadline;

  Patience(Duration length) {
    this.deadline = System.nanoTime() + length.toNanos();
  }

  /// Waits a little before the next try.
  ///
  /// @throws IOException `why`, when time is up or another try would come to the same
  void after(IOException why) throws IOException {
    if (!mayPass(why) || System.nanoTime() - deadline > 0) {
      throw why;
    }
    LockSupport.parkNanos(PAUSE.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while NATS did not answer");
    }
  }

  private static boolean mayPass(IOException why) {
    return switch (why) {
      case InterruptedIOException _ -> false;
      case RefusedException refused -> refused.mayPass();
      default -> true;
    };
  }
}
