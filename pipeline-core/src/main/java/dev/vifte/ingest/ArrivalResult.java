package dev.vifte.ingest;

import dev.vifte.job.JobId;
import dev.vifte.job.Refusal;
import dev.vifte.job.TaskId;
import java.time.Duration;

/// What became of an [Arrival]. All but [Later] is final: whoever brought it may forget it.
public sealed interface ArrivalResult {
  /// The job exists and will end.
  ///
  /// @param repeated it existed before
  record Accepted(JobId job, boolean repeated) implements ArrivalResult {}

  /// There will be no job; a dead letter says why.
  record Refused(TaskId letter, Refusal why) implements ArrivalResult {}

  /// There is nothing to do: an object of our own, or one whose job was erased.
  record PassedOver(String why) implements ArrivalResult {}

  /// Not now: bring it again after `pause`. Nothing is promised yet.
  record Later(Duration pause, String why) implements ArrivalResult {}

  /// `accepted`, `repeated`, `refused`, `passed-over` or `later`.
  default String word() {
    return switch (this) {
      case Accepted(JobId _, boolean repeated) -> repeated ? "repeated" : "accepted";
      case Refused _ -> "refused";
      case PassedOver _ -> "passed-over";
      case Later _ -> "later";
    };
  }
}
