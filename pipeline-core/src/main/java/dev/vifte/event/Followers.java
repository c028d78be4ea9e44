package dev.vifte.event;

import dev.vifte.job.JobId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/// Those who follow jobs through a log that is read in pages. A follower reads what is there and
/// then waits to be woken: no thread waits with it. Safe for use by many threads.
public final class Followers {
  /// A follower that has gone is forgotten after this.
  private static final int FORGET_SECONDS = 60;

  private final Map<JobId, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// How the log is read.
  @FunctionalInterface
  public interface Pages {
    /// Some of the events of a job above a number, in order; none only if there is none.
    CompletableFuture<List<NumberedEvent>> after(JobId job, long number);
  }

  /// As [EventLog#follow] promises, if [#wake] is called after every event that [Pages] can read.
  public Source<NumberedEvent, NotUsed> follow(JobId job, long after, Pages pages) {
    return Source.unfoldAsync(after, last -> next(job, last, pages)).mapConcat(page -> page);
  }

  /// Lets the followers of a job look again.
  public void wake(JobId job) {
    var waiter = waiting.remove(job);
    if (waiter != null) {
      waiter.complete(true);
    }
  }

  /// Fails all who follow; true the first time.
  public synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    waiting.values().forEach(Followers::fail);
    return first;
  }

  /// The wait is set up before the look, so nothing falls between them.
  private CompletionStage<Optional<Pair<Long, List<NumberedEvent>>>> next(
      JobId job, long last, Pages pages) {
    CompletableFuture<Boolean> more = waitFor(job);
    return pages
        .after(job, last)
        .thenCompose(page ->
            page.isEmpty()
                ? more.thenApply(_ -> Optional.of(Pair.create(last, page)))
                : CompletableFuture.completedFuture(
                    Optional.of(Pair.create(page.getLast().number(), page))));
  }

  /// Completes at the next call of [#wake], or after a while; fails when the log is closed.
  private CompletableFuture<Boolean> waitFor(JobId job) {
    var next = waiting.computeIfAbsent(job, this::forgotten);
    if (closed) {
      fail(next);
    }
    return next;
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
