package dev.vifte.job;

import dev.vifte.pipeline.PipelineName;
import java.time.Instant;
import java.util.Optional;

/// Which jobs to list, newest first.
///
/// @param before only those that were created earlier
/// @param after continue behind this job of an earlier listing
/// @param limit 1 to 1000
public record JobQuery(
    Optional<TenantId> tenant,
    Optional<JobState> state,
    Optional<PipelineName> pipeline,
    Optional<Instant> before,
    Optional<JobId> after,
    int limit) {
  public static final JobQuery NEWEST =
      new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100);

  public JobQuery {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
    }
  }

  /// Whenever they were created.
  public JobQuery(
      Optional<TenantId> tenant,
      Optional<JobState> state,
      Optional<PipelineName> pipeline,
      Optional<JobId> after,
      int limit) {
    this(tenant, state, pipeline, Optional.empty(), after, limit);
  }

  /// The same listing from behind a job on.
  public JobQuery behind(JobId last) {
    return new JobQuery(tenant, state, pipeline, before, Optional.of(last), limit);
  }
}
