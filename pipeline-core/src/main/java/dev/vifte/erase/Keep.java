package dev.vifte.erase;

import java.time.Duration;
import java.util.Optional;

/// How long jobs are kept after their end. Counted from the last change of a job, so that a replay
/// begins it anew.
///
/// @param originals the files themselves, of jobs that left nothing to replay; at most as long as
///   the jobs
/// @param jobs everything: results, dead letters, records; empty for good
public record Keep(Optional<Duration> originals, Optional<Duration> jobs) {
  /// Everything, for good.
  public static final Keep ALL = new Keep(Optional.empty(), Optional.empty());
}
