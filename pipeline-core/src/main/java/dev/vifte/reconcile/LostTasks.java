package dev.vifte.reconcile;

import dev.vifte.job.JobProgress;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskId;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskState;
import dev.vifte.job.Versioned;
import dev.vifte.observe.PipelineEvent.Mended;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.queue.KnownMessages;
import dev.vifte.queue.Receipt;
import dev.vifte.queue.TaskMessage;
import dev.vifte.run.Dispatch;
import dev.vifte.run.Messages;
import dev.vifte.run.NodeContext;
import dev.vifte.run.Pipelines;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Publishes again what the queue no longer has. Where the queue knows its messages it is asked.
/// Elsewhere a task with a known receipt is lost when the queue does not hold it; one without when
/// it became ready well before the oldest message its pool still holds: it is published once more
/// and its receipt recorded.
final class LostTasks {
  private final NodeContext node;
  private final Dispatch dispatch;

  LostTasks(NodeContext node) {
    this.node = node;
    this.dispatch = new Dispatch(node);
  }

  /// What became of a task that was to be published again.
  enum Republished {
    DONE,
    /// Another changed it first.
    OVERTAKEN,
    /// The queue is full: the task is parked.
    NO_ROOM
  }

  /// Looks at one task that should be queued or running.
  void mend(JobProgress progress, TaskId task) throws IOException {
    Optional<Versioned<TaskRecord>> seen = progress.versioned(task);
    if (fannedOut(seen) || waits(seen) || held(progress, task, seen)) {
      return;
    }
    Optional<Versioned<TaskRecord>> now = seen.isPresent() ? seen : created(task);
    if (now.isPresent() && republish(progress.job(), now.get()) == Republished.DONE) {
      node.listener().on(new Mended("lost-task", progress.job().id()));
    }
  }

  /// Raises the publication, publishes, and keeps the receipt.
  Republished republish(JobRecord job, Versioned<TaskRecord> seen) throws IOException {
    TaskRecord next = seen.value().republished();
    if (!node.backend().jobs().replace(seen, next)) {
      return Republished.OVERTAKEN;
    }
    TaskId task = next.task();
    StageSpec spec = node.pipelines().of(job).definition().stage(task.stage()).orElseThrow();
    Optional<Receipt> receipt = dispatch.send(Messages.of(job, spec, task, next.publication()));
    if (receipt.isEmpty()) {
      return Republished.NO_ROOM;
    }
    Optional<Versioned<TaskRecord>> now = read(task);
    if (now.isPresent() && now.get().value().equals(next)) {
      boolean _ = node.backend().jobs().replace(now.get(), next.with(receipt.get()));
    }
    return Republished.DONE;
  }

  private static boolean fannedOut(Optional<Versioned<TaskRecord>> seen) {
    return seen.filter(s -> s.value().state().ended()).isPresent();
  }

  private boolean waits(Optional<Versioned<TaskRecord>> seen) {
    return seen.filter(s -> s.value().state() == TaskState.PARKED)
        .or(() ->
            seen.filter(
                s -> s.value().notBefore().filter(node.clock().instant()::isBefore).isPresent()))
        .isPresent();
  }

  private boolean held(JobProgress progress, TaskId task, Optional<Versioned<TaskRecord>> seen)
      throws IOException {
    Optional<Receipt> receipt = seen.flatMap(s -> s.value().receipt());
    if (receipt.isPresent()) {
      return node.backend().queue().holds(receipt.get());
    }
    if (node.backend().queue() instanceof KnownMessages known) {
      int publication = seen.map(s -> s.value().publication()).orElse(1);
      return known.holds(TaskMessage.id(task, publication));
    }
    StageSpec spec = progress.definition().stage(task.stage()).orElseThrow();
    Duration oldest = node.backend().queue().backlog(Pipelines.pool(spec.uses())).oldestHeld();
    Duration age = Duration.between(readySince(progress, spec), node.clock().instant());
    return oldest.plus(node.limits().grace()).compareTo(age) >= 0;
  }

  /// Nobody could publish the task before what it waits for had ended.
  private static Instant readySince(JobProgress progress, StageSpec spec) {
    return Stream.concat(Stream.of(spec.name()), spec.after().stream())
        .flatMap(stage -> progress.tasks(stage).stream())
        .flatMap(task -> progress.record(task).flatMap(TaskRecord::ended).stream())
        .reduce(progress.job().changed(), (a, b) -> a.isAfter(b) ? a : b);
  }

  /// The record to stand on; empty when somebody wrote one meanwhile: then the task was not lost.
  private Optional<Versioned<TaskRecord>> created(TaskId task) throws IOException {
    return node.backend().jobs().create(RecordKey.of(task), TaskRecord.queued(task))
        ? read(task)
        : Optional.empty();
  }

  private Optional<Versioned<TaskRecord>> read(TaskId task) throws IOException {
    RecordKey key = RecordKey.of(task);
    var found = node.backend().jobs().read(List.of(key)).get(key);
    return found != null && found.value() instanceof TaskRecord record
        ? Optional.of(new Versioned<>(key, record, found.version()))
        : Optional.empty();
  }
}
