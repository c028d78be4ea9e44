package dev.vifte.embedded;

import dev.vifte.job.JobId;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Who waits for the next event of a job. Safe for use by many threads.
final class Followers {
  /// A follower that has gone is forgotten after this.
  private static final int FORGET_SECONDS = 60;

  private final Map<JobId, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// Completes at the next publication, or after a while; fails when the log is closed.
  CompletableFuture<Boolean> wait(JobId job) {
    var next = waiting.computeIfAbsent(job, this::forgotten);
    if (closed) {
      fail(next);
    }
    return next;
  }

  void wake(JobId job) {
    var waiter = waiting.remove(job);
    if (waiter != null) {
      waiter.complete(true);
    }
  }

  /// Fails all who wait; true the first time.
  synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    waiting.values().forEach(Followers::fail);
    return first;
  }

  private CompletableFuture<Boolean> forgotten(JobId job) {
    var next =
        new CompletableFuture<Boolean>().completeOnTimeout(false, FORGET_SECONDS, TimeUnit.SECONDS);
    var _ = next.whenComplete((_, _) -> waiting.remove(job, next));
    return next;
  }

  private static void fail(CompletableFuture<Boolean> waiter) {
    waiter.completeExceptionally(new IOException("the event log is closed"));
  }
}
