package dev.vifte.observe;

import dev.vifte.job.JobId;
import dev.vifte.job.JobState;
import dev.vifte.job.NodeId;
import dev.vifte.job.TaskId;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageKind;
import dev.vifte.queue.PoolName;
import dev.vifte.stage.Outcome;
import java.time.Duration;
import java.util.SortedSet;

/// What happens inside a node. Logs, metrics and tests are listeners of these; the engine itself
/// neither logs nor counts.
public sealed interface PipelineEvent {
  /// A job was accepted and its first tasks are durable.
  ///
  /// @param took wall time of the upload
  /// @param trace of the upload
  record JobAccepted(
      JobId job, TenantId tenant, PipelineName pipeline, long bytes, Duration took, Traced trace)
      implements PipelineEvent {}

  /// An upload was refused at the door.
  record UploadRefused(PipelineName pipeline, String word) implements PipelineEvent {}

  /// Something from outside was looked at.
  ///
  /// @param how `accepted`, `repeated`, `refused`, `passed-over` or `later`
  record ArrivalJudged(PipelineName pipeline, String how) implements PipelineEvent {}

  /// Work on a task began.
  record AttemptStarted(Run run) implements PipelineEvent {}

  /// Work on a task ended.
  ///
  /// @param took wall time
  /// @param cpu time of the thread or child that did the work
  record AttemptFinished(Run run, Outcome outcome, Duration took, Duration cpu)
      implements PipelineEvent {}

  /// A stage threw what it should not have.
  record StageSurprised(Run run, Throwable surprise) implements PipelineEvent {}

  /// A delivery ended without work: `unknown-job`, `void-publication`, `already-ended`,
  /// `lost-the-fence`, `no-memory`, `no-code-here`, `draining`.
  record DeliverySkipped(TaskId task, String why) implements PipelineEvent {}

  /// A delivery failed outside its stage; it comes again when its lease ends.
  record DeliveryFailed(TaskId task, Throwable cause) implements PipelineEvent {}

  /// A task was given up.
  record TaskDied(TaskId task, StageKind kind, String reason) implements PipelineEvent {}

  /// A job ended.
  ///
  /// @param took wall time since it was created
  /// @param trace of the job as a whole
  record JobEnded(JobId job, PipelineName pipeline, JobState state, Duration took, Traced trace)
      implements PipelineEvent {}

  /// The reconciler mended something: `intent`, `lost-task`, `lost-record`, `parked-task`,
  /// `unfinished-job`, `lost-output`, `lost-manifest`, `erasure`; or removed what was kept long
  /// enough: `expired-job`, `expired-original`.
  record Mended(String what, JobId job) implements PipelineEvent {}

  /// Housekeeping failed (a round of the reconciler, the scaling of pools); it is tried again.
  record NodeTroubled(Throwable cause) implements PipelineEvent {}

  /// A pool's breaker changed.
  record BreakerChanged(PoolName pool, String state) implements PipelineEvent {}

  /// A pool's stream broke and is started again.
  record PoolRestarted(PoolName pool, Throwable cause) implements PipelineEvent {}

  /// Another version of a pipeline is the current one on this node.
  ///
  /// @param missing kinds this node has no code for: it takes none of their tasks
  record PipelineChanged(
      PipelineName pipeline, PipelineVersion version, SortedSet<StageKind> missing)
      implements PipelineEvent {}

  /// Which attempt of which task, where.
  ///
  /// @param trace of this attempt
  record Run(
      TaskId task,
      int attempt,
      NodeId node,
      PoolName pool,
      StageKind kind,
      PipelineName pipeline,
      Traced trace) {}
}
