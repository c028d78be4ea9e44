package dev.vifte.pipeline.yaml;

import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.SettingsReader;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;
import dev.vifte.stage.Stages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads pipelines with the kinds of the shipped pipeline, whose code only checks its settings.
final class StubReader {
  static final Map<String, String> ENVIRONMENT =
      Map.of("URL", "https://example.org/x", "DPI", "72");

  private StubReader() {}

  static Parsed read(String yaml) {
    return new PipelineYaml(stages(), name -> Optional.ofNullable(ENVIRONMENT.get(name)))
        .read(yaml, "p.yaml");
  }

  static Definition valid(String yaml) {
    return switch (read(yaml)) {
      case Parsed.Valid(var definition) -> definition;
      case Parsed.Invalid(var mistakes) -> throw new AssertionError(mistakes.toString());
    };
  }

  /// The mistakes as lines, without the name of the file.
  static List<String> mistakes(String yaml) {
    return switch (read(yaml)) {
      case Parsed.Valid valid -> throw new AssertionError("no mistake in " + valid);
      case Parsed.Invalid(var mistakes) ->
          mistakes.stream().map(m -> m.toString().substring("p.yaml:".length())).toList();
    };
  }

  static Stages stages() {
    return Stages.of(
        kind(
            "image/resize",
            with -> {
              with.list("variants", StubReader::variant);
              with.flag("enlarge", false);
            }),
        kind("image/metadata", with -> with.texts("strip")),
        kind(
            "pdf/render",
            with -> {
              with.text("pages");
              with.integer("dpi", 10, 600);
            }),
        kind("pdf/text", _ -> {}),
        kind("pdf/info", _ -> {}),
        kind("csv/profile", _ -> {}),
        kind("call/webhook", with -> with.parsed("url", StubReader::url)),
        kind(
            "own/picky",
            with -> {
              if (with.text("must").isEmpty()) {
                with.problem("must", "is missing");
              }
            }),
        kind(
            "own/broken",
            _ -> {
              throw new IllegalStateException("out of order");
            }));
  }

  private static String variant(SettingsReader with) {
    with.text("fit");
    with.integer("width", 1, 65_535);
    with.text("format");
    with.integer("quality", 1, 100);
    return with.text("name", "");
  }

  private static String url(String text) {
    if (!text.startsWith("https://")) {
      throw new IllegalArgumentException("must begin with https://");
    }
    return text;
  }

  private static StageProvider kind(String kind, Consumer<SettingsReader> check) {
    return new StubProvider(new StageKind(kind), check);
  }

  private record StubProvider(StageKind kind, Consumer<SettingsReader> check)
      implements StageProvider {
    @Override
    public String summary() {
      return kind.value();
    }

    @Override
    public Stage create(StageSettings with) {
      SettingsReader reader = with.read();
      check.accept(reader);
      reader.done();
      return new StubStage(kind, with);
    }
  }

  record StubStage(StageKind kind, StageSettings settings) implements Stage {
    @Override
    public Outcome process(StageInput input) {
      throw new AssertionError("never run here");
    }
  }
}
