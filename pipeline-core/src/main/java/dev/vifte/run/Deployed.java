package dev.vifte.run;

import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Stage;
import java.util.Map;
import java.util.Optional;

/// A pipeline version this node can run: its definition and the code of each stage.
public record Deployed(Definition definition, Map<StageName, Stage> code) {
  public Deployed {
    code = Map.copyOf(code);
  }

  public Optional<Stage> stage(StageName name) {
    return Optional.ofNullable(code.get(name));
  }
}
