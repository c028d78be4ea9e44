package dev.vifte.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.yaml.Mistake;
import dev.vifte.pipeline.yaml.Parsed;
import dev.vifte.pipeline.yaml.PipelineYaml;
import dev.vifte.stage.Stages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Pipelines from YAML files, and the built-in one.
public final class PipelineFiles {
  /// Its text is `media.yaml` beside this class.
  public static final String BUILT_IN = "media";

  private final PipelineYaml yaml;

  public PipelineFiles(Stages stages, Map<String, String> environment) {
    this.yaml = new PipelineYaml(stages, name -> Optional.ofNullable(environment.get(name)));
  }

  /// Those of a folder, and the built-in one unless a file of the folder is named so.
  ///
  /// @throws Problem with every mistake of every file
  public List<Pipeline> all(Path folder) {
    var found = new ArrayList<Definition>();
    var mistakes = new ArrayList<Mistake>();
    for (Path file : files(folder)) {
      switch (read(file)) {
        case Parsed.Valid(Definition definition) -> found.add(definition);
        case Parsed.Invalid invalid -> mistakes.addAll(invalid.mistakes());
      }
    }
    if (!mistakes.isEmpty()) {
      throw wrong(mistakes);
    }
    if (found.stream().noneMatch(definition -> definition.name().value().equals(BUILT_IN))) {
      found.addFirst(builtIn());
    }
    return found.stream().map(Pipeline::of).toList();
  }

  /// One file.
  ///
  /// @throws Problem with every mistake
  public Pipeline one(Path file) {
    return Pipeline.of(valid(read(file)));
  }

  /// Reads a file without judging it.
  public Parsed read(Path file) {
    try {
      return yaml.read(Files.readString(file), file.toString());
    } catch (IOException e) {
      String why = "cannot be read as UTF-8 text (%s)".formatted(e);
      return new Parsed.Invalid(List.of(new Mistake(file.toString(), 1, 1, "", why)));
    }
  }

  /// The YAML files of a folder, by name; none when it does not exist.
  public static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException e) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "the pipelines folder %s cannot be read (%s)".formatted(folder, e.getMessage()),
          e);
    }
  }

  private Definition builtIn() {
    String file = BUILT_IN + ".yaml";
    try (InputStream text = PipelineFiles.class.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalStateException(file + " is missing from this build");
      }
      return valid(yaml.read(new String(text.readAllBytes(), UTF_8), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Definition valid(Parsed parsed) {
    return switch (parsed) {
      case Parsed.Valid(Definition definition) -> definition;
      case Parsed.Invalid invalid -> throw wrong(invalid.mistakes());
    };
  }

  private static Problem wrong(List<Mistake> mistakes) {
    return new Problem(
        ExitCode.CONFIGURATION,
        mistakes.stream()
            .map(Mistake::toString)
            .collect(Collectors.joining("\n  ", "pipelines cannot be used:\n  ", "")));
  }
}
