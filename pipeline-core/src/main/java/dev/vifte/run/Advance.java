package dev.vifte.run;

import dev.vifte.job.JobProgress;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskId;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskResult;
import dev.vifte.observe.Step;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.queue.TaskMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What follows when a task has ended: publishes what became ready, or ends the job. Idempotent: a
/// redelivered finished task comes here again and does no harm.
final class Advance {
  private final NodeContext node;
  private final JobEnd end;
  private final Dispatch dispatch;

  Advance(NodeContext node, JobEnd end) {
    this.node = node;
    this.end = end;
    this.dispatch = new Dispatch(node);
  }

  /// Moves the job on after `ended`, whose record is durable.
  void after(JobRecord job, Definition definition, TaskRecord ended) throws IOException {
    if (ended.task().stage().equals(Definition.AT_END)) {
      return;
    }
    var progress = JobProgress.read(node.backend().jobs(), definition, job);
    List<TaskMessage> next = next(progress, ended);
    if (!next.isEmpty()) {
      dispatch.send(next);
      node.steps().done(Step.NEXT_PUBLISHED);
    }
    if (progress.ended()) {
      end.finish(progress);
    }
  }

  private List<TaskMessage> next(JobProgress progress, TaskRecord ended) throws IOException {
    var messages = new ArrayList<TaskMessage>(items(progress, ended));
    for (StageSpec spec : progress.definition().stages()) {
      TaskId task = TaskId.of(progress.job().id(), spec.name());
      if (becameReady(progress, spec, task) && elected(spec, task, ended)) {
        messages.add(Messages.of(progress.job(), spec, task, 1));
      }
    }
    return messages;
  }

  private List<TaskMessage> items(JobProgress progress, TaskRecord ended) {
    StageSpec spec = progress.definition().stage(ended.task().stage()).orElseThrow();
    return ended.result().map(TaskResult::items).orElse(List.of()).stream()
        .map(item -> ended.task().item(item))
        .filter(task -> progress.record(task).isEmpty())
        .map(task -> Messages.of(progress.job(), spec, task, 1))
        .toList();
  }

  private static boolean becameReady(JobProgress progress, StageSpec spec, TaskId task) {
    return progress.standing(spec.name()) == JobProgress.Standing.READY
        && progress.record(task).isEmpty()
        && !progress.first(spec);
  }

  /// The only task before another is its only publisher. Where several could be, the one whose
  /// `create` succeeds publishes; should it die in between, the reconciler finds the record.
  private boolean elected(StageSpec spec, TaskId task, TaskRecord ended) throws IOException {
    boolean onlyOne =
        ended.task().item().isEmpty() && ended.result().map(r -> r.items().isEmpty()).orElse(true);
    if (onlyOne && spec.after().equals(List.of(ended.task().stage()))) {
      return true;
    }
    boolean won = node.backend().jobs().create(RecordKey.of(task), TaskRecord.queued(task));
    if (won) {
      node.steps().done(Step.NEXT_CREATED);
    }
    return won;
  }
}
