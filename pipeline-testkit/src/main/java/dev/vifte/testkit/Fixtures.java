package dev.vifte.testkit;

import dev.vifte.Json;
import dev.vifte.event.JobEvent;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobInput;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.NodeId;
import dev.vifte.job.Refusal;
import dev.vifte.job.TaskId;
import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.observe.TraceContext;
import dev.vifte.observe.Traced;
import dev.vifte.pipeline.Lane;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageName;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.TaskMessage;
import dev.vifte.stage.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small valid records. What a test cares about it says; the rest is here.
public final class Fixtures {
  public static final TenantId TENANT = new TenantId("tenant-a");
  public static final PipelineName PIPELINE = new PipelineName("media");
  public static final PipelineVersion VERSION = new PipelineVersion("0123456789ab");
  public static final StageName STAGE = new StageName("variants");
  public static final StageKind KIND = new StageKind("image/resize");
  public static final PoolName POOL = new PoolName("image-resize");
  public static final NodeId NODE = new NodeId("node-1");

  /// Something in a trace that it did not begin.
  public static final Traced TRACE =
      new Traced(
          TraceContext.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
          Optional.of(TraceContext.of("00-4bf92f3577b34da6a3ce929d0e0e4736-53995c3f42cd8ad8-01")));

  public static final MediaType JPEG = new MediaType("image/jpeg");

  private Fixtures() {}

  /// The id of the `n`-th job.
  public static JobId job(int n) {
    return new JobId("job-%06d".formatted(n));
  }

  /// The first task of the `n`-th job.
  public static TaskId task(int n) {
    return TaskId.of(job(n), STAGE);
  }

  /// The message of the `n`-th job's task, its first publication.
  public static TaskMessage message(int n) {
    return message(n, Lane.INTERACTIVE, TENANT);
  }

  public static TaskMessage message(int n, Lane lane, TenantId tenant) {
    return new TaskMessage(
        TaskMessage.FORMAT,
        task(n),
        1,
        tenant,
        VERSION,
        POOL,
        lane,
        TaskMessage.shardOf(tenant),
        100_000,
        Optional.of(TRACE.own()));
  }

  /// The same task's next intended publication.
  public static TaskMessage again(TaskMessage message) {
    return new TaskMessage(
        message.format(),
        message.task(),
        message.publication() + 1,
        message.tenant(),
        message.version(),
        message.pool(),
        message.lane(),
        message.shard(),
        message.cost(),
        message.traceparent());
  }

  /// The same message as another version of this code would write it.
  public static TaskMessage inFormat(int format, TaskMessage message) {
    return new TaskMessage(
        format,
        message.task(),
        message.publication(),
        message.tenant(),
        message.version(),
        message.pool(),
        message.lane(),
        message.shard(),
        message.cost(),
        message.traceparent());
  }

  /// The same message for another pool.
  public static TaskMessage in(PoolName pool, TaskMessage message) {
    return new TaskMessage(
        message.format(),
        message.task(),
        message.publication(),
        message.tenant(),
        message.version(),
        pool,
        message.lane(),
        message.shard(),
        message.cost(),
        message.traceparent());
  }

  /// The `n`-th job, receiving since `created`, due then.
  public static JobRecord receiving(int n, Instant created) {
    return new JobRecord(
        Entry.FORMAT,
        job(n),
        TENANT,
        PIPELINE,
        VERSION,
        Lane.INTERACTIVE,
        JobState.RECEIVING,
        1,
        created,
        created,
        Optional.of(created),
        NODE,
        Optional.empty(),
        Map.of(),
        Optional.of(TRACE.own()),
        Optional.empty(),
        Optional.empty());
  }

  /// A job of another tenant and pipeline.
  public static JobRecord owned(JobRecord job, TenantId tenant, PipelineName pipeline) {
    return new JobRecord(
        job.format(),
        job.id(),
        tenant,
        pipeline,
        job.version(),
        job.lane(),
        job.state(),
        job.run(),
        job.created(),
        job.changed(),
        job.checkAt(),
        job.owner(),
        job.input(),
        job.stageVersions(),
        job.traceparent(),
        job.why(),
        Optional.empty());
  }

  /// A job as a later version of this code would write it.
  public static JobRecord newer(JobRecord job) {
    return new JobRecord(
        Entry.FORMAT + 1,
        job.id(),
        job.tenant(),
        job.pipeline(),
        job.version(),
        job.lane(),
        job.state(),
        job.run(),
        job.created(),
        job.changed(),
        job.checkAt(),
        job.owner(),
        job.input(),
        job.stageVersions(),
        job.traceparent(),
        job.why(),
        Optional.empty());
  }

  /// The input of the `n`-th job.
  public static JobInput input(int n) {
    return new JobInput(
        "photo.jpg", JPEG, 3, "0".repeat(64), new ObjectKey("in/%s".formatted(job(n))));
  }

  /// The waiting dead letter of a task.
  public static DeadLetter dead(TaskId task, Reason reason, Instant died) {
    return new DeadLetter(
        Entry.FORMAT,
        task,
        TENANT,
        PIPELINE,
        VERSION,
        KIND,
        "resize-1",
        new Refusal(reason, "it would not decode"),
        input(1),
        List.of(),
        died,
        1,
        DeadLetter.Fate.WAITING);
  }

  /// An event of the `n`-th job; equal `step`s have equal ids.
  public static JobEvent event(int n, String step) {
    return new JobEvent(
        JobEvent.FORMAT,
        job(n) + "/" + step,
        JobEvent.Type.TASK_FINISHED,
        job(n),
        TENANT,
        PIPELINE,
        ManualClock.START,
        Json.object().put("step", step),
        Optional.empty());
  }
}
