package dev.vifte.run;

import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskState;
import dev.vifte.job.Versioned;
import dev.vifte.observe.Step;
import dev.vifte.queue.QueueFullException;
import dev.vifte.queue.Receipt;
import dev.vifte.queue.TaskMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The way of every task into the queue. What a full queue refuses is parked: its record says that
/// the reconciler is to publish it. So nobody keeps a message in a full queue only because another
/// does not fit, and a queue that is full of parents drains. Safe for use by many threads.
public final class Dispatch {
  /// Where the reconciler is switched off nothing comes back; the pause is then of no account.
  private static final Duration USUAL = Duration.ofSeconds(2);

  private final NodeContext node;

  public Dispatch(NodeContext node) {
    this.node = node;
  }

  /// Publishes tasks whose job is on record; when this returns each of them is in the queue or
  /// parked. Harmless to repeat.
  public void send(List<TaskMessage> messages) throws IOException {
    try {
      node.backend().queue().publish(messages);
    } catch (QueueFullException e) {
      for (TaskMessage each : messages) {
        var _ = send(each);
      }
    }
  }

  /// The same for one task.
  ///
  /// @return its receipt; empty when it is parked
  public Optional<Receipt> send(TaskMessage message) throws IOException {
    try {
      return Optional.of(node.backend().queue().publish(List.of(message)).getFirst());
    } catch (QueueFullException e) {
      park(message);
      return Optional.empty();
    }
  }

  /// Leaves a task to the reconciler, unless somebody works on it already: part of what was refused
  /// may have been stored.
  private void park(TaskMessage message) throws IOException {
    RecordKey key = RecordKey.of(message.task());
    if (!node.backend().jobs().create(key, parked(TaskRecord.queued(message.task())))) {
      var seen = node.backend().jobs().read(List.of(key)).get(key);
      if (seen != null
          && seen.value() instanceof TaskRecord task
          && task.state() == TaskState.QUEUED
          && task.publication() == message.publication()) {
        boolean _ =
            node.backend().jobs().replace(new Versioned<>(key, task, seen.version()), parked(task));
      }
    }
    node.steps().done(Step.TASK_PARKED);
  }

  /// This task, not due before there may be room again.
  public TaskRecord parked(TaskRecord task) {
    return task.waiting(true, Optional.of(node.clock().instant().plus(pause())), false);
  }

  /// One to three rounds of the reconciler, so that what was refused together comes apart.
  private Duration pause() {
    Duration round = node.limits().reconcile().isZero() ? USUAL : node.limits().reconcile();
    return round.plusMillis(node.random().nextLong(2 * round.toMillis() + 1));
  }
}
