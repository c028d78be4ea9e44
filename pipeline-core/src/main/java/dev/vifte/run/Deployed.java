package dev.vifte.run;

import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.stage.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A pipeline version as this node knows it: its definition and the code of each stage that it has
/// code for. A node without some of it still takes uploads and moves jobs on; it only leaves those
/// tasks to others.
///
/// @param version of the definition: a hash, so it is worked out once
/// @param noted version of each stage's code, as whoever deployed the pipeline had it
public record Deployed(
    Definition definition,
    PipelineVersion version,
    Map<StageName, Stage> code,
    Map<StageName, String> noted) {
  public Deployed {
    code = Map.copyOf(code);
    noted = Map.copyOf(noted);
  }

  public Optional<Stage> stage(StageName name) {
    return Optional.ofNullable(code.get(name));
  }

  /// The version of each stage's code: this node's own where it has it.
  public Map<StageName, String> stageVersions() {
    var versions = new HashMap<>(noted);
    code.forEach((name, stage) -> versions.put(name, stage.version()));
    return versions;
  }

  /// Kinds of stages this node has no code for.
  public SortedSet<StageKind> missing() {
    return specs()
        .filter(spec -> !code.containsKey(spec.name()))
        .map(StageSpec::uses)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Every stage, the one at the end included.
  Stream<StageSpec> specs() {
    return Stream.concat(definition.stages().stream(), definition.atEnd().stream());
  }
}
