package dev.vifte.run;

import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Stage;
import java.util.Map;
import java.util.Optional;

/// A pipeline version this node can run: its definition and the code of each stage.
///
/// @param version of the definition: a hash, so it is worked out once
public record Deployed(Definition definition, PipelineVersion version, Map<StageName, Stage> code) {
  public Deployed {
    code = Map.copyOf(code);
  }

  static Deployed of(Definition definition, Map<StageName, Stage> code) {
    return new Deployed(definition, definition.version(), code);
  }

  public Optional<Stage> stage(StageName name) {
    return Optional.ofNullable(code.get(name));
  }
}
