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
