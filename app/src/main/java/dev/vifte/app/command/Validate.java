package dev.vifte.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.app.ExitCode;
import dev.vifte.app.PipelineFiles;
import dev.vifte.app.Wiring;
import dev.vifte.app.settings.Settings;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.yaml.Mistake;
import dev.vifte.pipeline.yaml.Parsed;
import dev.vifte.stage.Stages;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vifte validate`.
@Command(
    name = "validate",
    description = {
      "Checks pipeline files: every mistake with its line, and what was meant.",
      "Exits 3 when a file is wrong."
    },
    footer = {
      "",
      "Examples:",
      "  vifte validate                      the files of the pipelines folder",
      "  vifte validate scans.yaml --json",
      "  vifte validate --stages             the kinds of stages there are"
    })
final class Validate implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "FILES",
      arity = "0..*",
      description = "Pipeline files; those of the pipelines folder when not given.")
  private List<Path> files = List.of();

  @Option(names = "--stages", description = "Lists the kinds of stages, those of plugins too.")
  private boolean kinds;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Mixin private final ConfigOption config = new ConfigOption();

  Validate(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Settings settings = config.load(context);
    Stages stages = Wiring.stages(settings);
    if (kinds) {
      stages
          .kinds()
          .forEach(kind ->
              context.screen().print("%-16s %s".formatted(kind, stages.provider(kind).summary())));
      return 0;
    }
    List<Path> chosen =
        files.isEmpty() ? PipelineFiles.files(settings.folders().pipelines()) : files;
    return judge(new PipelineFiles(stages, context.environment()), chosen);
  }

  private int judge(PipelineFiles reader, List<Path> chosen) {
    var document = Json.object();
    ArrayNode list = document.putArray("files");
    boolean valid = true;
    for (Path file : chosen) {
      Parsed parsed = reader.read(file);
      valid &= parsed instanceof Parsed.Valid;
      list.add(json(file, parsed));
      if (!json) {
        show(file, parsed);
      }
    }
    if (json) {
      context.screen().json(document);
    } else if (chosen.isEmpty()) {
      context.screen().print("no pipeline file; the built-in pipeline 'media' is used");
    }
    return (valid ? ExitCode.OK : ExitCode.CONFIGURATION).number();
  }

  private void show(Path file, Parsed parsed) {
    switch (parsed) {
      case Parsed.Valid(Definition definition) ->
          context
              .screen()
              .print(
                  "%s: pipeline '%s' is valid, %d stages, version %s"
                      .formatted(
                          file,
                          definition.name(),
                          definition.stages().size(),
                          definition.version()));
      case Parsed.Invalid invalid ->
          invalid.mistakes().forEach(mistake -> context.screen().print(mistake.toString()));
    }
  }

  private static ObjectNode json(Path file, Parsed parsed) {
    ObjectNode json = Json.object().put("file", file.toString());
    switch (parsed) {
      case Parsed.Valid(Definition definition) ->
          json.put("valid", true)
              .put("pipeline", definition.name().value())
              .put("version", definition.version().value());
      case Parsed.Invalid invalid -> {
        ArrayNode mistakes = json.put("valid", false).putArray("mistakes");
        for (Mistake mistake : invalid.mistakes()) {
          mistakes
              .addObject()
              .put("line", mistake.line())
              .put("column", mistake.column())
              .put("path", mistake.path())
              .put("message", mistake.message());
        }
      }
    }
    return json;
  }
}
