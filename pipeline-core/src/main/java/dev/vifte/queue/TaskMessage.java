package dev.vifte.queue;

import dev.vifte.Json;
import dev.vifte.job.TaskId;
import dev.vifte.job.TenantId;
import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.Lane;
import dev.vifte.pipeline.PipelineVersion;
import java.util.Optional;

/// What travels through the queue for one task: references and opaque ids only, never bytes, file
/// names or personal data.
///
/// @param publication which intended publication of the task this is, from 1
/// @param version of the pipeline, so that a node without it can leave the message alone
/// @param shard of the tenant, for fair pulls
/// @param cost a hint in bytes of the input
/// @param traceparent of the upload
public record TaskMessage(
    int format,
    TaskId task,
    int publication,
    TenantId tenant,
    PipelineVersion version,
    PoolName pool,
    Lane lane,
    int shard,
    long cost,
    Optional<TraceContext> traceparent) {
  public static final int FORMAT = 1;

  public TaskMessage {
    if (format < 1) {
      throw new IllegalArgumentException("a task message has a format from 1, not " + format);
    }
  }

  /// Tenants are spread over this many shards.
  public static final int SHARDS = 8;

  /// What the broker de-duplicates by: `task:publication`.
  public String id() {
    return id(task, publication);
  }

  /// The id of one publication of a task.
  public static String id(TaskId task, int publication) {
    return task + ":" + publication;
  }

  /// The shard of a tenant.
  public static int shardOf(TenantId tenant) {
    return Math.floorMod(tenant.value().hashCode(), SHARDS);
  }

  public byte[] json() {
    return Json.bytes(this);
  }

  /// Reads what [#json] wrote.
  ///
  /// @throws dev.vifte.NewerFormatException when it is of a newer format
  /// @throws IllegalArgumentException when it is no task message
  public static TaskMessage fromJson(byte[] json) {
    return Json.read(json, TaskMessage.class, FORMAT, "a task message");
  }
}
