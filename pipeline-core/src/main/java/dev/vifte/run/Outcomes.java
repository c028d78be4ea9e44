package dev.vifte.run;

import dev.vifte.job.TaskRecord;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.observe.PipelineEvent.Run;
import dev.vifte.observe.PipelineEvent.StageSurprised;
import dev.vifte.observe.PipelineListener;
import dev.vifte.run.Workbench.Worked;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import java.time.Duration;
import java.util.Optional;

/// The outcomes that the engine itself gives.
final class Outcomes {
  private static final Duration A_MOMENT = Duration.ofSeconds(3);

  private Outcomes() {}

  /// The one place where a surprise becomes an outcome.
  static Outcome of(Worked worked, Run run, PipelineListener listener) {
    return switch (worked) {
      case Worked.Ended(Outcome outcome, _) -> outcome;
      case Worked.NotBegun() -> storeDown();
      case Worked.Threw(Throwable surprise, _) -> {
        listener.on(new StageSurprised(run, surprise));
        yield surprise(surprise);
      }
    };
  }

  private static Outcome surprise(Throwable surprise) {
    return switch (surprise) {
      case StackOverflowError _ ->
          Outcome.reject(
              Reason.TOO_COMPLEX,
              "the file is nested too deeply to be read; save it anew and try again");
      case ObjectNotFoundException e ->
          Outcome.reject(
              Reason.INVALID_INPUT,
              "a stored file is gone (%s); send it again".formatted(e.getMessage()));
      default ->
          Outcome.retry(
              "the stage failed unexpectedly (%s); the node's log has the details"
                  .formatted(surprise.getClass().getSimpleName()));
    };
  }

  /// The breakers keep everything waiting until the store is back, so this task need not wait long.
  static Outcome storeDown() {
    return new Outcome.Retry(
        "the object store did not answer", Optional.of(A_MOMENT), Outcome.Trouble.DEPENDENCY_DOWN);
  }

  static Outcome tooManyDeaths(TaskRecord base) {
    return Outcome.reject(
        Reason.CRASHED,
        "its worker died %d times while working on it; look at the node's log, then replay or drop it"
            .formatted(base.openStarts() + 1));
  }

  static Outcome tooLarge(long needed, long heap) {
    return Outcome.reject(
        Reason.TOO_LARGE,
        "it needs about %d MB of memory and this node has %d MB; send a smaller file or give the node a larger heap"
            .formatted(needed / 1_000_000, heap / 1_000_000));
  }
}
