package dev.vifte.isolate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;

/// Makes stages that do what the `act` setting names.
public final class Misbehaving implements StageProvider {
  static final StageKind KIND = new StageKind("test/misbehave");

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public String summary() {
    return "does what its act setting says";
  }

  @Override
  public Stage create(StageSettings with) {
    return new Misbehave(Act.valueOf(with.read().text("act").orElseThrow()));
  }

  static Stage stage(Act act) {
    return new Misbehave(act);
  }

  private record Misbehave(Act act) implements Stage {
    @Override
    public StageKind kind() {
      return KIND;
    }

    @Override
    public StageSettings settings() {
      return StageSettings.of(JsonNodeFactory.instance.objectNode().put("act", act.name()));
    }

    @Override
    public Execution execution() {
      return Execution.ISOLATED;
    }

    @Override
    public Outcome process(StageInput input) throws Exception {
      return act.on(input);
    }
  }
}
