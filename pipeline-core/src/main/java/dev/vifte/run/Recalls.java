package dev.vifte.run;

import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Versioned;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stops work on jobs that were cancelled or erased through another node: reads the records of the
/// jobs that are worked on here, all at once, at every beat.
final class Recalls implements AutoCloseable {
  private final NodeContext node;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("recalls").factory());

  Recalls(NodeContext node) {
    this.node = node;
  }

  void start() {
    long beat = node.limits().beat().toMillis();
    var _ = timer.scheduleWithFixedDelay(this::safely, beat, beat, TimeUnit.MILLISECONDS);
  }

  private void safely() {
    try {
      look();
    } catch (IOException | RuntimeException e) {
      if (!timer.isShutdown()) {
        node.listener().on(new NodeTroubled(e));
      }
    }
  }

  private void look() throws IOException {
    List<RecordKey> keys = node.running().jobs().stream().map(RecordKey::of).toList();
    if (keys.isEmpty()) {
      return;
    }
    Map<RecordKey, Versioned<Entry>> found = node.backend().jobs().read(keys);
    for (RecordKey key : keys) {
      JobId job = key.job();
      if (recalled(found.get(key))) {
        node.running().cancel(job);
      }
    }
  }

  /// The task at the end runs on a job that has ended, but never on a cancelled one.
  private static boolean recalled(@Nullable Versioned<Entry> found) {
    return !(found != null && found.value() instanceof JobRecord job)
        || job.state() == JobState.CANCELLED;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
