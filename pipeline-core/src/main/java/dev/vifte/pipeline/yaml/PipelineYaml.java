package dev.vifte.pipeline.yaml;

import dev.vifte.pipeline.Definition;
import dev.vifte.stage.Stages;
import java.util.Optional;
import java.util.function.Function;

/// Reads pipelines from YAML 1.2 files, and finds every mistake at once, each with its line.
///
/// ```yaml
/// pipeline: media
/// accept: ["image/*"]
/// stages:
///   variants: { uses: image/resize, with: { variants: [{ name: thumb, fit: 128x128 }] } }
/// ```
///
/// Values (never keys) may hold `${NAME}` or `${NAME:-default}` from the environment; `$${` is a
/// plain `${`. What an environment variable brings becomes part of the stored definition, so
/// secrets come as files. Stages may stand in any order; the definition has them sorted. The form
/// is published as JSON Schema in the resource `dev/vifte/pipeline.schema.json`.
///
/// Hostile files are safe to read: at most 1,000,000 characters, 20,000 values after aliases, 50
/// levels, and no tags. Immutable and thread-safe.
public final class PipelineYaml {
  private final Stages stages;
  private final Environment environment;

  /// A reader.
  ///
  /// @param stages the kinds that `uses` may name; each checks its own settings
  /// @param environment variables by name
  public PipelineYaml(Stages stages, Function<String, Optional<String>> environment) {
    this.stages = stages;
    this.environment = new Environment(environment);
  }

  /// Reads one pipeline. Never throws for anything in the text.
  ///
  /// @param fileName as mistakes shall name it
  public Parsed read(String yaml, String fileName) {
    var reading = new Reading(fileName, environment);
    Optional<Definition> definition =
        Document.compose(yaml, reading)
            .flatMap(root -> new DefinitionReader(stages, reading).read(root));
    return definition
        .<Parsed>map(Parsed.Valid::new)
        .orElseGet(() -> new Parsed.Invalid(reading.mistakes()));
  }
}
