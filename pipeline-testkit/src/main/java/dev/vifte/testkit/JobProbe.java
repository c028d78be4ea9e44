package dev.vifte.testkit;

import dev.vifte.job.JobId;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.observe.PipelineEvent.JobEnded;
import dev.vifte.observe.PipelineListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// Hears everything a node says and waits for jobs to end. Safe for use by many threads.
public final class JobProbe implements PipelineListener {
  private final List<PipelineEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public synchronized void on(PipelineEvent event) {
    events.add(event);
    notifyAll();
  }

  /// Everything heard so far.
  public List<PipelineEvent> events() {
    return List.copyOf(events);
  }

  /// Waits until a job has ended `times` times.
  ///
  /// @throws AssertionError with what was heard instead, after `patience`
  public void awaitEnd(JobId job, int times, Duration patience) throws InterruptedException {
    await(e -> e instanceof JobEnded end && end.job().equals(job), times, patience);
  }

  /// Waits until an event of that kind has been heard.
  ///
  /// @throws AssertionError with what was heard instead, after `patience`
  public void await(Predicate<PipelineEvent> kind, Duration patience) throws InterruptedException {
    await(kind, 1, patience);
  }

  private synchronized void await(Predicate<PipelineEvent> kind, int times, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (events.stream().filter(kind).count() < times) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("not heard within %s; heard %s".formatted(patience, events));
      }
      wait(left);
    }
  }
}
