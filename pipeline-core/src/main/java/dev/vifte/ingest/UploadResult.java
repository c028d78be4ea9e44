package dev.vifte.ingest;

import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import java.time.Duration;

/// How an upload ended. Every sentence may be shown to the uploader.
public sealed interface UploadResult {
  /// The job exists and will end, whatever happens to this process.
  ///
  /// @param repeated the key had named this job before
  record Accepted(JobRecord job, boolean repeated) implements UploadResult {}

  /// There is no such pipeline.
  record UnknownPipeline(String why) implements UploadResult {}

  /// No byte came.
  record Empty(String why) implements UploadResult {}

  /// More bytes than the pipeline takes.
  record TooLarge(String why, long limit) implements UploadResult {}

  /// A type the pipeline does not take, judged by the first bytes.
  record WrongType(String why, String found) implements UploadResult {}

  /// The key is in use by an upload that still runs.
  record InProgress(JobId job, Duration retryAfter) implements UploadResult {}

  /// The person it is about is being erased, or was.
  record Erased(String why) implements UploadResult {}

  /// Files of this tenant have to lie in another region.
  record Elsewhere(String why) implements UploadResult {}

  /// The key names a job that was made from other bytes, or was erased.
  record KeyMismatch(JobId job, String why) implements UploadResult {}
}
