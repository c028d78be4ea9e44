package dev.vifte.app.command;

import dev.vifte.app.ExitCode;
import dev.vifte.app.OnExit;
import dev.vifte.app.PipelineFiles;
import dev.vifte.app.Problem;
import dev.vifte.app.Release;
import dev.vifte.app.Wiring;
import dev.vifte.app.log.Logs;
import dev.vifte.app.screen.Amounts;
import dev.vifte.app.settings.Settings;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.http.ApiKeys;
import dev.vifte.http.Gateway;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Stages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vifte up`.
@Command(
    name = "up",
    description = {
      "Starts gateway and workers, and runs until it is told to stop (Ctrl-C or SIGTERM):",
      "then it lets running tasks finish (node.drain) and exits 0."
    },
    footer = {
      "",
      "Examples:",
      "  vifte up                            on http://127.0.0.1:8080, data in ./vifte-data",
      "  vifte up --port 9000 --config prod.yaml",
      "  vifte up --host 0.0.0.0             for others too; makes an API key at first start",
      "",
      "Every setting: docs/configuration.md. `vifte doctor` looks whether it can start."
    })
final class Up implements Callable<Integer> {
  private final Context context;

  @Option(names = "--host", paramLabel = "HOST", description = "In place of http.host.")
  private Optional<String> host = Optional.empty();

  @Option(names = "--port", paramLabel = "PORT", description = "In place of http.port.")
  private Optional<String> port = Optional.empty();

  @Mixin private final ConfigOption config = new ConfigOption();

  Up(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings =
        config.load(context.with("VIFTE_HTTP_HOST", host).with("VIFTE_HTTP_PORT", port));
    Logs.as(settings.log());
    Stages stages = Wiring.stages(settings.folders().plugins());
    List<Pipeline> pipelines =
        new PipelineFiles(stages, context.environment()).all(settings.folders().pipelines());
    Path data = settings.store().data();
    var store = EmbeddedSettings.in(data).maxQueueBytes(settings.store().queueBytes());
    ApiKeys keys = keys(settings);
    var plan = new Wiring.Plan(settings, store, stages, pipelines, data.resolve("isolated"));
    try (Wiring wiring = Wiring.start(plan)) {
      Gateway gateway = wiring.listen(keys);
      greet(settings, gateway, keys, pipelines);
      runUntilStopped(settings, wiring);
    }
    return 0;
  }

  /// The keys there are; the first start for others makes one and shows it this once.
  private ApiKeys keys(Settings settings) {
    try {
      ApiKeys keys = ApiKeys.load(settings.http().keysFile());
      if (keys.isEmpty() && !settings.http().loopback()) {
        String key = keys.create(new TenantId("default"));
        context.screen().print("API key, shown only now: " + key);
        context.screen().print("  send it as 'Authorization: Bearer KEY', or set VIFTE_API_KEY");
      }
      return keys;
    } catch (IOException e) {
      throw new Problem(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }

  private void greet(Settings settings, Gateway gateway, ApiKeys keys, List<Pipeline> pipelines) {
    String names =
        pipelines.stream().map(one -> one.name().value()).collect(Collectors.joining(", "));
    var screen = context.screen();
    screen.print(Release.line() + " is up");
    URI page = page(gateway);
    String key = keys.isEmpty() ? "" : "-H \"Authorization: Bearer $VIFTE_API_KEY\" ";
    screen.print("  page       " + page);
    screen.print(
        "  upload     curl -F file=@photo.jpg %s%sv1/pipelines/media/jobs".formatted(key, page));
    screen.print("  data       " + settings.store().data().toAbsolutePath().normalize());
    screen.print("  pipelines  " + names);
    screen.print(
        "  keys       "
            + (keys.isEmpty() ? "none needed on this machine" : settings.http().keysFile()));
  }

  /// The page as this machine reaches it; a gateway that listens everywhere is here too.
  private static URI page(Gateway gateway) {
    return gateway.address().getAddress().isAnyLocalAddress()
        ? URI.create("http://localhost:%d/".formatted(gateway.address().getPort()))
        : gateway.uri();
  }

  private void runUntilStopped(Settings settings, Wiring wiring) throws InterruptedException {
    var stopped = new CountDownLatch(1);
    Runnable drain =
        () -> {
          context
              .screen()
              .note(
                  "stopping; running tasks may finish for %s …"
                      .formatted(Amounts.time(settings.node().drain())));
          wiring.close();
          context.screen().note("stopped");
          stopped.countDown();
          // told to stop and did: that is success, not the JVM's 143
          Runtime.getRuntime().halt(ExitCode.OK.number());
        };
    try (OnExit _ = OnExit.run(drain)) {
      stopped.await();
    }
  }
}
