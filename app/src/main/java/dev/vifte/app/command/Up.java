package dev.vifte.app.command;

import dev.vifte.Node;
import dev.vifte.app.ExitCode;
import dev.vifte.app.OnExit;
import dev.vifte.app.PipelineFiles;
import dev.vifte.app.Problem;
import dev.vifte.app.Release;
import dev.vifte.app.Role;
import dev.vifte.app.Stores;
import dev.vifte.app.Warming;
import dev.vifte.app.Wiring;
import dev.vifte.app.log.Logs;
import dev.vifte.app.screen.Amounts;
import dev.vifte.app.settings.HttpSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.StoreSettings;
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
      "  vifte up --gateway                  takes uploads; other nodes work",
      "  vifte up --workers image,pdf        works on image/* and pdf/*; all works on everything",
      "",
      "Several nodes share one store: objects is an s3: URL and events a nats: one.",
      "",
      "Every setting: docs/configuration.md. `vifte doctor` looks whether it can start."
    })
final class Up implements Callable<Integer> {
  private final Context context;

  @Option(names = "--host", paramLabel = "HOST", description = "In place of http.host.")
  private Optional<String> host = Optional.empty();

  @Option(names = "--port", paramLabel = "PORT", description = "In place of http.port.")
  private Optional<String> port = Optional.empty();

  @Option(names = "--gateway", description = "Takes uploads; works only with --workers beside it.")
  private boolean gateway;

  @Option(
      names = "--workers",
      paramLabel = "KINDS",
      description = "Kinds of stages to work on, such as image,pdf/text, or all.")
  private Optional<String> workers = Optional.empty();

  @Mixin private final ConfigOption config = new ConfigOption();

  Up(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings =
        config.load(context.with("VIFTE_HTTP_HOST", host).with("VIFTE_HTTP_PORT", port));
    Logs.as(settings.log());
    Stages stages = Wiring.stages(settings);
    List<Pipeline> pipelines =
        new PipelineFiles(stages, context.environment()).all(settings.folders().pipelines());
    Path data = settings.store().data();
    Role role = Role.of(gateway, workers, stages);
    ApiKeys keys = keys(settings);
    var plan =
        new Wiring.Plan(
            settings,
            Stores.of(settings, context.screen()::note),
            stages,
            pipelines,
            data.resolve("isolated"),
            role);
    try (Wiring wiring = Wiring.start(plan)) {
      greet(settings, wiring, keys, role);
      Warming.begin(role, settings.node().warmUp());
      runUntilStopped(settings, wiring);
    }
    return 0;
  }

  /// The keys there are; the first start for others makes one and shows it this once.
  private ApiKeys keys(Settings settings) {
    try {
      ApiKeys keys = given(settings.http(), ApiKeys.load(settings.http().keysFile()));
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

  private static ApiKeys given(HttpSettings http, ApiKeys kept) {
    return http.key().map(key -> kept.and(new TenantId("default"), key)).orElse(kept);
  }

  private void greet(Settings settings, Wiring wiring, ApiKeys keys, Role role) {
    URI page = page(wiring.listen(keys));
    var screen = context.screen();
    screen.print("%s is up: %s".formatted(Release.line(), role));
    if (role.gateway()) {
      greetUploaders(page, keys);
    } else {
      screen.print("  metrics    %smetrics".formatted(page));
    }
    screen.print("  data       " + place(settings.store()));
    screen.print("  pipelines  " + names(wiring.node()));
    screen.print("  keys       " + place(settings.http(), keys));
  }

  private void greetUploaders(URI page, ApiKeys keys) {
    var screen = context.screen();
    String key = keys.isEmpty() ? "" : "-H \"Authorization: Bearer $VIFTE_API_KEY\" ";
    screen.print("  page       " + page);
    screen.print(
        "  upload     curl -F file=@photo.jpg %s%sv1/pipelines/media/jobs".formatted(key, page));
  }

  private static String names(Node node) {
    return node.pipelines().all().stream()
        .map(one -> one.name().value())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String place(StoreSettings store) {
    return store.onNats()
        ? "%s and %s".formatted(store.objects(), store.events())
        : (store.onS3() ? store.objects() + " and " : "")
            + store.data().toAbsolutePath().normalize();
  }

  private static String place(HttpSettings http, ApiKeys keys) {
    if (keys.isEmpty()) {
      return "none needed on this machine";
    }
    return http.key().isPresent() ? "the one that was given (http.api-key)" : "" + http.keysFile();
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
