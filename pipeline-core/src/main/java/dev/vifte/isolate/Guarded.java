package dev.vifte.isolate;

import dev.vifte.stage.Deadline;
import dev.vifte.stage.Outcome.Trouble;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stages;
import java.time.Duration;
import java.util.Optional;

/// The one place that catches everything: whatever a hostile file makes the code of a stage throw
/// is an answer here, and an error of the JVM makes the child unfit for more.
record Guarded(Stages stages) {
  Said.Last run(Task task, Parent parent) {
    if (!stages.kinds().contains(task.kind())) {
      return new Said.Reject(true, Reason.INVALID_SETTINGS, unknown(task));
    }
    try {
      var deadline = Deadline.after(Duration.ofMillis(task.millis()), System::nanoTime);
      var stage = stages.create(task.kind(), task.with());
      return new Words(task).last(stage.process(new ChildInput(task, parent, deadline)));
    } catch (OutOfMemoryError _) {
      return new Said.Reject(false, Reason.OUT_OF_MEMORY, outOfMemory(task));
    } catch (StackOverflowError _) {
      return new Said.Reject(true, Reason.TOO_COMPLEX, tooDeep(task));
    } catch (Exception e) {
      return surprise(true, task, e);
    } catch (Throwable e) {
      return surprise(false, task, e);
    }
  }

  private static Said.Last surprise(boolean fit, Task task, Throwable e) {
    e.printStackTrace();
    var why = "stage '%s' (%s) failed: %s".formatted(task.stage(), task.kind(), e);
    return new Said.Retry(fit, why, Optional.empty(), Trouble.TRANSIENT);
  }

  private static String outOfMemory(Task task) {
    return "stage '%s' needs more than the %d MB of memory it may use for this file; send a smaller or simpler one"
        .formatted(task.stage(), Runtime.getRuntime().maxMemory() >> 20);
  }

  private static String tooDeep(Task task) {
    return "the file is nested too deeply for stage '%s'; send a simpler one"
        .formatted(task.stage());
  }

  private static String unknown(Task task) {
    return "no stage provider of kind '%s' is on the class path of the isolated process; add its jar to the plugins"
        .formatted(task.kind());
  }
}
