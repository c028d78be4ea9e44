package dev.vifte.run;

import dev.vifte.job.JobInput;
import dev.vifte.job.JobProgress;
import dev.vifte.job.JobRecord;
import dev.vifte.job.TaskId;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.queue.TaskMessage;
import java.util.List;

/// The messages of a job's tasks.
public final class Messages {
  private Messages() {}

  /// The message of one publication of a task.
  public static TaskMessage of(JobRecord job, StageSpec spec, TaskId task, int publication) {
    return new TaskMessage(
        TaskMessage.FORMAT,
        task,
        publication,
        job.tenant(),
        job.version(),
        Pipelines.pool(spec.uses()),
        job.lane(),
        TaskMessage.shardOf(job.tenant()),
        job.input().map(JobInput::size).orElse(0L),
        job.traceparent());
  }

  /// The tasks an accepted job begins with: every stage that waits for nothing.
  public static List<TaskMessage> first(Definition definition, JobRecord job) {
    var progress = JobProgress.of(definition, job, java.util.Map.of());
    return definition.stages().stream()
        .filter(progress::first)
        .filter(spec -> !progress.standing(spec.name()).ended())
        .map(spec -> of(job, spec, TaskId.of(job.id(), spec.name()), 1))
        .toList();
  }
}
