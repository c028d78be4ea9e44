package dev.vifte.job;

import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Reason;
import java.util.Optional;

/// Which waiting dead letters to list, oldest first.
///
/// @param after continue behind this task of an earlier listing
/// @param limit 1 to 1000
public record DeadLetterQuery(
    Optional<TenantId> tenant,
    Optional<PipelineName> pipeline,
    Optional<StageName> stage,
    Optional<Reason> reason,
    Optional<TaskId> after,
    int limit) {
  public static final DeadLetterQuery ALL =
      new DeadLetterQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          100);

  public DeadLetterQuery {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
    }
  }

  /// Those of a tenant.
  public static DeadLetterQuery of(TenantId tenant, int limit) {
    return new DeadLetterQuery(
        Optional.of(tenant),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /// The same listing from behind a task on.
  public DeadLetterQuery behind(TaskId last) {
    return new DeadLetterQuery(tenant, pipeline, stage, reason, Optional.of(last), limit);
  }
}
