package dev.vifte.isolate;

import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import java.time.Duration;

/// What becomes of a task whose child did not answer.
record Fate(StageName stage, Duration limit) {
  Outcome timedOut() {
    return Outcome.reject(
        Reason.TIMEOUT,
        "stage '%s' was stopped at its limit of %s; send a simpler file, or raise its timeout"
            .formatted(stage, inWords(limit)));
  }

  Outcome died(String how) {
    return Outcome.retry("the isolated process of stage '%s' died (%s)".formatted(stage, how));
  }

  private static String inWords(Duration limit) {
    return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
