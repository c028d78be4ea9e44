package dev.vifte.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.app.ExitCode;
import dev.vifte.app.OnExit;
import dev.vifte.app.PipelineFiles;
import dev.vifte.app.Problem;
import dev.vifte.app.Scratch;
import dev.vifte.app.Stores;
import dev.vifte.app.Wiring;
import dev.vifte.app.files.Batch;
import dev.vifte.app.files.FileResult;
import dev.vifte.app.files.InputFiles;
import dev.vifte.app.files.OutFolder;
import dev.vifte.app.log.Logs;
import dev.vifte.app.screen.Amounts;
import dev.vifte.app.screen.Progress;
import dev.vifte.app.screen.Table;
import dev.vifte.app.settings.LogSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Stages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vifte run`.
@Command(
    name = "run",
    description = {
      "Takes files or whole folders through a pipeline in this process, then exits.",
      "Writes DIR/<file name>/manifest.json and DIR/<file name>/<stage>/<output>."
    },
    footer = {
      "",
      "Examples:",
      "  vifte run photo.jpg report.pdf --out results",
      "  vifte run ~/Pictures --out results --json > results.json",
      "  vifte run scans --pipeline ./scans.yaml --out results"
    })
final class RunFiles implements Callable<Integer> {
  private static final int SHOWN = 100;

  private final Context context;

  @Parameters(paramLabel = "FILES", arity = "1..*", description = "Files, or folders with files.")
  private List<Path> files = List.of();

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where results go.")
  private Path out = Path.of("out");

  @Option(
      names = "--pipeline",
      paramLabel = "NAME|FILE",
      description = "A pipeline by name, or a YAML file. Default: ${DEFAULT-VALUE}.")
  private String pipeline = PipelineFiles.BUILT_IN;

  @Option(names = "--json", description = "The results as one JSON document.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Shows the log of the workers.")
  private boolean verbose;

  @Mixin private final ConfigOption config = new ConfigOption();

  RunFiles(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = config.load(context);
    Logs.as(verbose ? settings.log() : new LogSettings(settings.log().format(), "error"));
    Stages stages = Wiring.stages(settings);
    Pipeline chosen = choose(new PipelineFiles(stages, context.environment()), settings);
    List<Path> inputs = InputFiles.of(files, out);
    var results = process(settings, stages, chosen, inputs);
    report(results);
    return (results.stream().allMatch(FileResult::completed) ? ExitCode.OK : ExitCode.INCOMPLETE)
        .number();
  }

  private List<FileResult> process(
      Settings settings, Stages stages, Pipeline chosen, List<Path> inputs)
      throws InterruptedException {
    var place = OutFolder.at(out);
    var plan =
        new Wiring.Plan(
            settings,
            Stores.inMemory(),
            stages,
            List.of(chosen),
            Scratch.of(context.environment()));
    try (Wiring wiring = Wiring.start(plan);
        OnExit _ = OnExit.run(wiring::close);
        Progress progress = context.screen().progress("run", inputs.size())) {
      int atOnce = 4 * settings.node().cpuThreads();
      return new Batch(wiring.node(), chosen.name(), atOnce)
          .run(inputs, place, result -> progress.step(result.file().toString()));
    }
  }

  private Pipeline choose(PipelineFiles known, Settings settings) {
    Path file = Path.of(pipeline);
    if (pipeline.matches(".*\\.ya?ml") || Files.isRegularFile(file)) {
      return known.one(file);
    }
    List<Pipeline> all = known.all(settings.folders().pipelines());
    return all.stream()
        .filter(one -> one.name().value().equals(pipeline))
        .findFirst()
        .orElseThrow(() ->
            new Problem(
                ExitCode.USAGE,
                "there is no pipeline '%s'; there are %s (or give a YAML file)"
                    .formatted(pipeline, all.stream().map(Pipeline::name).toList())));
  }

  private void report(List<FileResult> results) {
    long completed = results.stream().filter(FileResult::completed).count();
    if (json) {
      context.screen().json(document(results, completed));
      return;
    }
    var table = Table.of("file", "state", "#outputs", "#size", "#time", "why");
    results.stream()
        .filter(result -> results.size() <= SHOWN || !result.completed())
        .forEach(result ->
            table.row(
                result.file(),
                result.state(),
                result.found().outputs(),
                Amounts.bytes(result.found().bytes()),
                Amounts.time(result.took()),
                result.why().orElse("")));
    if (!table.isEmpty()) {
      table.printTo(context.screen());
    }
    context
        .screen()
        .print("%d of %d completed; results in %s".formatted(completed, results.size(), out));
  }

  private static ObjectNode document(List<FileResult> results, long completed) {
    ObjectNode json = Json.object().put("completed", completed).put("total", results.size());
    ArrayNode list = json.putArray("files");
    results.forEach(result -> list.add(result.json()));
    return json;
  }
}
