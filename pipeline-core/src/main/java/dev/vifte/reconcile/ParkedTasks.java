package dev.vifte.reconcile;

import dev.vifte.job.Entry;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskState;
import dev.vifte.job.Versioned;
import dev.vifte.observe.PipelineEvent.Mended;
import dev.vifte.pipeline.Definition;
import dev.vifte.run.Dispatch;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Publishes parked tasks whose time has come. Once the queue has refused one of them, the others
/// of that round are only put off, at the price of one write each.
final class ParkedTasks {
  private final NodeContext node;
  private final LostTasks lost;
  private final Dispatch dispatch;
  private boolean noRoom;

  ParkedTasks(NodeContext node, LostTasks lost) {
    this.node = node;
    this.lost = lost;
    this.dispatch = new Dispatch(node);
  }

  /// There may be room again.
  void newRound() {
    noRoom = false;
  }

  /// Whether the queue has refused a task in this round.
  boolean noRoom() {
    return noRoom;
  }

  /// Publishes a task, or ends it when its job has ended meanwhile.
  void unpark(Versioned<TaskRecord> seen) throws IOException {
    TaskRecord task = seen.value();
    RecordKey jobKey = RecordKey.of(task.task().job());
    Versioned<Entry> found = node.backend().jobs().read(List.of(jobKey)).get(jobKey);
    if (!(found != null && found.value() instanceof JobRecord job)) {
      return;
    }
    if (job.state().ended() && !task.task().stage().equals(Definition.AT_END)) {
      TaskRecord cancelled =
          task.endedAs(
              TaskState.CANCELLED, node.clock().instant(), Optional.empty(), Optional.empty());
      boolean _ = node.backend().jobs().replace(seen, cancelled);
    } else if (noRoom) {
      boolean _ = node.backend().jobs().replace(seen, dispatch.parked(task));
    } else {
      publish(job, seen);
    }
  }

  private void publish(JobRecord job, Versioned<TaskRecord> seen) throws IOException {
    switch (lost.republish(job, seen)) {
      case DONE -> node.listener().on(new Mended("parked-task", job.id()));
      case NO_ROOM -> noRoom = true;
      case OVERTAKEN -> {
        // whoever came first has published it
      }
    }
  }
}
