package dev.vifte.run;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The memory of one node, handed out in bytes before a task runs: as many small tasks as fit, or a
/// few large ones, never more than the heap holds. First come, first served. Safe for use by many
/// threads.
public final class Admission {
  /// Permits are counted in KiB, so that an `int` holds any heap.
  private static final int UNIT = 1024;

  private final Semaphore permits;
  private final int budget;
  private final long heap;

  /// @param memory bytes that running tasks may need together
  /// @param heap bytes; a task that needs more can never run here
  public Admission(long memory, long heap) {
    this.budget = units(memory);
    this.heap = heap;
    this.permits = new Semaphore(budget, true);
  }

  /// The right to use memory; closing gives it back.
  public interface Permit extends AutoCloseable {
    @Override
    void close();
  }

  /// The answer to a request.
  public sealed interface Answer {
    record Granted(Permit permit) implements Answer {}

    /// Nothing was free in time.
    record Busy() implements Answer {}

    /// More than this node has at all.
    record Never(long bytes, long heap) implements Answer {}
  }

  /// Asks for `bytes` and waits its turn, at most `patience`. A task larger than the whole budget
  /// gets all of it and so runs alone.
  public Answer ask(long bytes, Duration patience) throws InterruptedException {
    if (bytes > heap) {
      return new Answer.Never(bytes, heap);
    }
    int wanted = Math.min(units(bytes), budget);
    if (!permits.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return new Answer.Busy();
    }
    return new Answer.Granted(() -> permits.release(wanted));
  }

  /// Bytes in use by their estimates.
  public long used() {
    return (long) (budget - permits.availablePermits()) * UNIT;
  }

  private static int units(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, (bytes + UNIT - 1) / UNIT);
  }
}
