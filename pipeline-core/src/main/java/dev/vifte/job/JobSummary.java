package dev.vifte.job;

import dev.vifte.pipeline.PipelineName;
import java.time.Instant;
import java.util.Optional;

/// One line of an operator's listing.
public record JobSummary(
    JobId id,
    TenantId tenant,
    PipelineName pipeline,
    JobState state,
    Instant created,
    Instant changed,
    Optional<String> inputName) {
  /// With other words for what people wrote.
  public JobSummary in(Wording words) {
    return new JobSummary(
        id, tenant, pipeline, state, created, changed, inputName.map(words::text));
  }

  public static JobSummary of(JobRecord job) {
    return new JobSummary(
        job.id(),
        job.tenant(),
        job.pipeline(),
        job.state(),
        job.created(),
        job.changed(),
        job.input().map(JobInput::name));
  }
}
