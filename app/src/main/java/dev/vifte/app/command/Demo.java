package dev.vifte.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.app.ExitCode;
import dev.vifte.app.OnExit;
import dev.vifte.app.PipelineFiles;
import dev.vifte.app.Problem;
import dev.vifte.app.Scratch;
import dev.vifte.app.Stores;
import dev.vifte.app.Wiring;
import dev.vifte.app.client.GatewayClient;
import dev.vifte.app.files.TemporaryFolder;
import dev.vifte.app.log.Logs;
import dev.vifte.app.screen.Amounts;
import dev.vifte.app.screen.Table;
import dev.vifte.app.settings.LogSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.http.ApiKeys;
import dev.vifte.http.Gateway;
import dev.vifte.stage.Stages;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vifte demo`.
@Command(
    name = "demo",
    description = {
      "Shows the whole of it in a few seconds: makes sample files, starts gateway and workers",
      "over a temporary store, uploads the files over HTTP, follows them, prints every result.",
      "Leaves nothing behind."
    },
    footer = {"", "Example:", "  vifte demo"})
final class Demo implements Callable<Integer> {
  private final Context context;

  @Option(names = "--json", description = "The job documents, one a line.")
  private boolean json;

  Demo(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = Settings.load(Optional.empty(), Map.of("VIFTE_HTTP_PORT", "0"));
    Logs.as(new LogSettings("text", "error"));
    Stages stages = Wiring.stages(settings);
    try (var folder = TemporaryFolder.make("vifte-demo-")) {
      List<Path> samples = samples(folder.path());
      var plan =
          new Wiring.Plan(
              settings,
              Stores.in(folder.path().resolve("store")),
              stages,
              new PipelineFiles(stages, Map.of()).all(folder.path().resolve("pipelines")),
              Scratch.of(context.environment()));
      try (Wiring wiring = Wiring.start(plan);
          OnExit _ = OnExit.run(wiring::close)) {
        return show(wiring.listen(ApiKeys.none()), samples).number();
      }
    }
  }

  private List<Path> samples(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    for (Media.Sample sample : Media.demo()) {
      files.add(Files.write(folder.resolve(sample.name()), sample.bytes()));
    }
    context.screen().note("made %d sample files".formatted(files.size()));
    return files;
  }

  private ExitCode show(Gateway gateway, List<Path> samples) throws InterruptedException {
    context.screen().note("gateway and workers are up at " + gateway.uri());
    long began = System.nanoTime();
    try (var client = new GatewayClient(gateway.uri(), Optional.empty())) {
      List<ObjectNode> jobs = all(client, samples);
      var table = Table.of("file", "result", "type", "#size", "#pixels", "#time");
      for (ObjectNode job : jobs) {
        if (json) {
          context.screen().print(job.toString());
        }
        JobView.results(job, table);
      }
      if (!json) {
        table.printTo(context.screen());
      }
      long completed = jobs.stream().filter(JobView::completed).count();
      context
          .screen()
          .note(
              "%d of %d files completed in %s; `vifte up` starts it for yours"
                  .formatted(
                      completed,
                      jobs.size(),
                      Amounts.time(Duration.ofNanos(System.nanoTime() - began))));
      return completed == jobs.size() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
  }

  /// All at once, as uploaders come.
  private List<ObjectNode> all(GatewayClient client, List<Path> samples)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ObjectNode>> running =
          samples.stream().map(file -> threads.submit(() -> one(client, file))).toList();
      var jobs = new ArrayList<ObjectNode>();
      for (Future<ObjectNode> job : running) {
        jobs.add(job.get());
      }
      return jobs;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Problem problem
          ? problem
          : new Problem(ExitCode.FAULT, "the demo failed: " + e.getCause(), e);
    }
  }

  private ObjectNode one(GatewayClient client, Path file) {
    ObjectNode job =
        client.upload(PipelineFiles.BUILT_IN, file, Optional.empty(), UUID.randomUUID().toString());
    String id = job.path("job").asText();
    client.follow(
        id,
        update ->
            context
                .screen()
                .note("  %-14s %s".formatted(file.getFileName(), JobView.brief(update))));
    return client.get("v1/jobs/" + id);
  }
}
