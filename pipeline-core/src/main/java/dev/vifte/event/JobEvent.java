package dev.vifte.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.PipelineName;
import java.time.Instant;
import java.util.Optional;

/// One step in the life of a job, for subscribers. Holds no personal data.
///
/// @param id the same for the same step, however often it is published
/// @param type such as `task.finished`
/// @param data what belongs to the type: `stage`, `item`, `state`, `reason`
/// @param traceparent of the upload that began the job
public record JobEvent(
    int format,
    String id,
    Type type,
    JobId job,
    TenantId tenant,
    PipelineName pipeline,
    Instant at,
    ObjectNode data,
    Optional<TraceContext> traceparent) {
  public static final int FORMAT = 1;

  /// The steps there are.
  public enum Type {
    JOB_ACCEPTED,
    TASK_STARTED,
    TASK_RETRYING,
    TASK_FINISHED,
    /// A dead letter is tried again.
    TASK_REPLAYED,
    JOB_ENDED;

    @com.fasterxml.jackson.annotation.JsonValue
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '.');
    }

    @com.fasterxml.jackson.annotation.JsonCreator
    public static Type of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('.', '_'));
    }
  }

  public byte[] json() {
    return Json.bytes(this);
  }

  /// Reads what [#json] wrote.
  ///
  /// @throws dev.vifte.NewerFormatException when it is of a newer format
  public static JobEvent fromJson(byte[] json) {
    return Json.read(json, JobEvent.class, FORMAT, "an event");
  }
}
