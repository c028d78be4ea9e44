package dev.vifte.app.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vifte.app.PipelineFiles;
import dev.vifte.app.Stores;
import dev.vifte.app.Wiring;
import dev.vifte.app.files.Batch;
import dev.vifte.app.files.FileResult;
import dev.vifte.app.files.OutFolder;
import dev.vifte.app.files.TemporaryFolder;
import dev.vifte.app.log.Logs;
import dev.vifte.app.screen.Amounts;
import dev.vifte.app.screen.Progress;
import dev.vifte.app.screen.Screen;
import dev.vifte.app.settings.LogSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.pipeline.PipelineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `./dev corpus`: every sample through the default backend (SQLite and a folder) and the default
/// pipeline, judged by the list of the samples. Exits 1 when one is not as it must be.
final class Corpus {
  private static final int AT_ONCE = 2;

  /// So many that no stage waits for one: what a stage takes is then its own time.
  private static final String CHILDREN = "6";

  private final Screen screen;
  private final Path samples;

  private Corpus(Screen screen, Path samples) {
    this.screen = screen;
    this.samples = samples;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Logs.as(new LogSettings("text", "error"));
    var report =
        new Report(Screen.system(), new Corpus(Screen.system(), Path.of(arguments[0])).run());
    report.print();
    System.exit(report.clean() ? 0 : 1);
  }

  private List<Judgement> run() throws IOException, InterruptedException {
    List<Sample> all = Sample.read(samples);
    List<Path> files = all.stream().map(Sample::file).toList();
    long began = System.nanoTime();
    try (var folder = TemporaryFolder.make("vifte-corpus-");
        Wiring wiring = Wiring.start(plan(folder.path()));
        Progress progress = screen.progress("corpus", files.size())) {
      List<FileResult> results =
          new Batch(wiring.node(), new PipelineName(PipelineFiles.BUILT_IN), AT_ONCE)
              .run(
                  files,
                  OutFolder.at(folder.path().resolve("out")),
                  result -> progress.step(result.file().getFileName().toString()));
      screen.note(
          "%d files in %s"
              .formatted(files.size(), Amounts.time(Duration.ofNanos(System.nanoTime() - began))));
      return judged(all, results);
    }
  }

  private static Wiring.Plan plan(Path folder) {
    Settings settings =
        Settings.load(Optional.empty(), Map.of("VIFTE_ISOLATED_CHILDREN", CHILDREN));
    var stages = Wiring.stages(folder.resolve("plugins"));
    return new Wiring.Plan(
        settings,
        Stores.in(folder.resolve("store")),
        stages,
        new PipelineFiles(stages, Map.of()).all(folder.resolve("pipelines")),
        folder.resolve("isolated"));
  }

  private static List<Judgement> judged(List<Sample> samples, List<FileResult> results)
      throws IOException {
    var judged = new ArrayList<Judgement>();
    var json = new JsonMapper();
    for (int i = 0; i < samples.size(); i++) {
      Path manifest = results.get(i).folder().resolve("manifest.json");
      JsonNode document =
          Files.exists(manifest) ? json.readTree(manifest.toFile()) : MissingNode.getInstance();
      judged.add(Judgement.of(samples.get(i), results.get(i), document));
    }
    return judged;
  }
}
