package dev.vifte.crash;

import dev.vifte.observe.PipelineEvent;
import dev.vifte.observe.PipelineEvent.DeliveryFailed;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.observe.PipelineEvent.PoolRestarted;
import dev.vifte.observe.PipelineEvent.StageSurprised;
import dev.vifte.observe.PipelineListener;

/// Writes what should not happen to standard error, where the test sees it.
final class Complaints implements PipelineListener {
  @Override
  public void on(PipelineEvent event) {
    switch (event) {
      case DeliveryFailed(var task, var cause) -> complain("delivery of " + task, cause);
      case StageSurprised(var run, var cause) -> complain("stage of " + run.task(), cause);
      case NodeTroubled(var cause) -> complain("node", cause);
      case PoolRestarted(var pool, var cause) -> complain("pool " + pool, cause);
      default -> {}
    }
  }

  private static void complain(String where, Throwable cause) {
    System.err.println(where + ": " + cause);
    for (StackTraceElement each : cause.getStackTrace()) {
      System.err.println("    at " + each);
    }
  }
}
