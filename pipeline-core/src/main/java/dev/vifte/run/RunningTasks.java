package dev.vifte.run;

import dev.vifte.job.JobId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The threads that work on each job, so that a cancelled one stops at once on this node. Safe for
/// use by many threads.
public final class RunningTasks {
  private final ConcurrentMap<JobId, Set<Thread>> threads = new ConcurrentHashMap<>();

  /// The calling thread works on `job` until the result is closed.
  Working enter(JobId job) {
    Thread me = Thread.currentThread();
    threads.compute(
        job,
        (_, known) -> {
          Set<Thread> set = known == null ? ConcurrentHashMap.newKeySet() : known;
          set.add(me);
          return set;
        });
    return () -> leave(job, me);
  }

  /// Interrupts whoever works on `job`.
  public void cancel(JobId job) {
    threads.getOrDefault(job, Set.of()).forEach(Thread::interrupt);
  }

  /// The jobs that are worked on.
  Set<JobId> jobs() {
    return Set.copyOf(threads.keySet());
  }

  /// Interrupts everyone: the node is leaving and has waited long enough.
  void cancelAll() {
    threads.keySet().forEach(this::cancel);
  }

  private void leave(JobId job, Thread me) {
    threads.computeIfPresent(
        job,
        (_, known) -> {
          known.remove(me);
          return known.isEmpty() ? null : known;
        });
  }

  /// Closing ends it.
  interface Working extends AutoCloseable {
    @Override
    void close();
  }
}
