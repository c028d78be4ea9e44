package dev.vifte.ingest;

import dev.vifte.job.Subject;
import dev.vifte.job.TenantId;
import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.Lane;
import dev.vifte.pipeline.PipelineName;
import java.util.Optional;

/// What is asked with an upload.
///
/// @param fileName as the uploader gave it; for people
/// @param idempotencyKey the same key names the same job, however often it is sent
/// @param lane in place of the pipeline's own
/// @param traceparent of the caller; without one the upload begins a trace
/// @param subject the person whose data the file holds, by whom it can be found and erased
public record UploadRequest(
    TenantId tenant,
    PipelineName pipeline,
    String fileName,
    Optional<String> idempotencyKey,
    Optional<Lane> lane,
    Optional<TraceContext> traceparent,
    Optional<Subject> subject) {
  /// One that is about nobody in particular.
  public UploadRequest(
      TenantId tenant,
      PipelineName pipeline,
      String fileName,
      Optional<String> idempotencyKey,
      Optional<Lane> lane,
      Optional<TraceContext> traceparent) {
    this(tenant, pipeline, fileName, idempotencyKey, lane, traceparent, Optional.empty());
  }

  /// The same file under another name.
  public UploadRequest named(String name) {
    return new UploadRequest(tenant, pipeline, name, idempotencyKey, lane, traceparent, subject);
  }
}
