package dev.vifte.testkit;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;

/// A stage from a lambda, for tests of pipelines and engines.
///
/// @param cost bytes it says it needs
public record LambdaStage(StageKind kind, Execution execution, long cost, Work work)
    implements Stage {
  /// What the stage does.
  @FunctionalInterface
  public interface Work {
    Outcome process(StageInput input) throws Exception;
  }

  /// A waiting stage that costs nothing.
  public static LambdaStage of(String kind, Work work) {
    return new LambdaStage(new StageKind(kind), Execution.BLOCKING, 0, work);
  }

  /// The same work on a CPU thread.
  public LambdaStage computing() {
    return new LambdaStage(kind, Execution.CPU, cost, work);
  }

  /// The same work at a price in bytes.
  public LambdaStage costing(long bytes) {
    return new LambdaStage(kind, execution, bytes, work);
  }

  @Override
  public long cost(StageInput input) {
    return cost;
  }

  @Override
  public Outcome process(StageInput input) throws Exception {
    return work.process(input);
  }
}
