package dev.vifte.loadtest;

import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.Scale;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import java.util.function.UnaryOperator;

/// A stage that does nothing: what is left is the engine.
public record NoOp(Runnable told) implements Stage {
  @Override
  public StageKind kind() {
    return new StageKind("bench/no-op");
  }

  @Override
  public Outcome process(StageInput input) {
    told.run();
    return Outcome.done();
  }

  /// Stages one after the other, `wide` of them at once on a node.
  public static Pipeline chain(int length, int wide, Runnable told) {
    var stage = new NoOp(told);
    UnaryOperator<StageSpec> scale = spec -> spec.scale(new Scale(wide, wide));
    Pipeline chain = Pipeline.named("chain-" + length).stage("s0", stage, scale);
    for (int i = 1; i < length; i++) {
      chain = chain.stage("s" + i, stage, Pipeline.after("s" + (i - 1)), scale);
    }
    return chain;
  }
}
