package dev.vifte.loadtest;

import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.yaml.Parsed;
import dev.vifte.pipeline.yaml.PipelineYaml;
import dev.vifte.stage.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// What every bench shares.
///
/// @param home of the sources: where `./vifte` lies
/// @param rounds that count
/// @param warmUps rounds before them that do not
public record Suite(Path home, Results results, InstantSource clock, int rounds, int warmUps) {
  /// A folder on the disk of the sources, for stores.
  public Path scratch() {
    return home.resolve("loadtest/target/bench");
  }

  /// The shipped pipeline.
  public Pipeline media() throws IOException {
    Path file = home.resolve("pipelines/media.yaml");
    var yaml =
        new PipelineYaml(Stages.discover(Suite.class.getClassLoader()), _ -> Optional.empty());
    return switch (yaml.read(Files.readString(file), file.toString())) {
      case Parsed.Valid valid -> Pipeline.of(valid.definition());
      case Parsed.Invalid invalid -> throw new IOException(invalid.toString());
    };
  }

  public void add(Figure figure) throws IOException {
    results.add(figure, clock.instant());
  }
}
