package dev.vifte.ingest;

import dev.vifte.job.JobId;
import dev.vifte.job.Refusal;
import dev.vifte.stage.Reason;
import java.time.Duration;

/// What became of the bytes of an arrival.
sealed interface Taken {
  record Job(JobId id, boolean repeated) implements Taken {}

  record Refused(Refusal why) implements Taken {}

  /// The object is one of our own.
  record Ours(String why) implements Taken {}

  /// The job there was has been erased, and stays so.
  record Erased(String why) implements Taken {}

  record NotNow(Duration pause, String why) implements Taken {}

  static Taken refused(Reason reason, String why) {
    return new Refused(new Refusal(reason, why));
  }
}
