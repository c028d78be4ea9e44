package dev.vifte.metrics;

import dev.vifte.Node;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.observe.PipelineEvent.ArrivalJudged;
import dev.vifte.observe.PipelineEvent.AttemptFinished;
import dev.vifte.observe.PipelineEvent.AttemptStarted;
import dev.vifte.observe.PipelineEvent.BreakerChanged;
import dev.vifte.observe.PipelineEvent.DeliveryFailed;
import dev.vifte.observe.PipelineEvent.DeliverySkipped;
import dev.vifte.observe.PipelineEvent.JobAccepted;
import dev.vifte.observe.PipelineEvent.JobEnded;
import dev.vifte.observe.PipelineEvent.Mended;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.observe.PipelineEvent.PipelineChanged;
import dev.vifte.observe.PipelineEvent.PoolRestarted;
import dev.vifte.observe.PipelineEvent.StageSurprised;
import dev.vifte.observe.PipelineEvent.TaskDied;
import dev.vifte.observe.PipelineEvent.UploadRefused;
import dev.vifte.observe.PipelineListener;
import dev.vifte.stage.Outcome;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Counts what a node does and tells it in the text format of Prometheus. Every label has few
/// values: kinds, pipelines, pools, states and words, never a tenant or an id. Safe for use by many
/// threads.
///
/// ```java
/// var metrics = new Metrics();
/// Node node = Node.on(backend).listening(metrics).start();
/// metrics.watch(node);
/// Gateway.start(node, settings, keys, metrics::scrape);
/// ```
public final class Metrics implements PipelineListener, AutoCloseable {
  /// Bounds of the histograms, from a small thumbnail to a long document.
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60),
    Duration.ofSeconds(300)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Breakers breakers = new Breakers(registry);
  private final JvmMeters jvm = new JvmMeters(registry);
  private volatile Runnable refresh = () -> {};

  public Metrics() {
    HostMeters.bind(registry, Path.of("/proc"));
  }

  /// Adds what can be asked of a running node: its queue, pools and memory.
  public void watch(Node node) {
    refresh = new NodeMeters(registry, node)::refresh;
  }

  /// Everything, as Prometheus reads it. Asks the queue, so it may block for a moment.
  public String scrape() {
    refresh.run();
    return registry.scrape();
  }

  @Override
  public void on(PipelineEvent event) {
    switch (event) {
      case JobAccepted accepted -> {
        String pipeline = accepted.pipeline().value();
        count("vifte.jobs.accepted", 1, "pipeline", pipeline);
        count("vifte.upload.bytes", (double) accepted.bytes(), "pipeline", pipeline);
      }
      case UploadRefused(var pipeline, var word) ->
          count("vifte.uploads.refused", 1, "pipeline", pipeline.value(), "reason", hyphened(word));
      case ArrivalJudged(var pipeline, var how) ->
          count("vifte.arrivals", 1, "pipeline", pipeline.value(), "how", how);
      case AttemptStarted _ -> {}
      case AttemptFinished finished -> on(finished);
      case StageSurprised(var run, var _) ->
          count("vifte.stage.surprises", 1, "kind", run.kind().value());
      case DeliverySkipped(var _, var why) -> count("vifte.deliveries.skipped", 1, "why", why);
      case DeliveryFailed _ -> count("vifte.deliveries.failed", 1);
      case TaskDied(var _, var kind, var reason) ->
          count("vifte.dead.letters", 1, "kind", kind.value(), "reason", reason);
      case JobEnded ended -> on(ended);
      case Mended(var what, var _) -> count("vifte.mended", 1, "what", what);
      case NodeTroubled _ -> count("vifte.node.troubles", 1);
      case BreakerChanged(var pool, var state) -> breakers.changed(pool, state);
      case PipelineChanged changed ->
          count("vifte.pipeline.changes", 1, "pipeline", changed.pipeline().value());
      case PoolRestarted(var pool, var _) -> count("vifte.pool.restarts", 1, "pool", pool.value());
    }
  }

  private void on(AttemptFinished finished) {
    String kind = finished.run().kind().value();
    count("vifte.attempts", 1, "kind", kind, "outcome", word(finished.outcome()));
    count("vifte.stage.cpu.seconds", finished.cpu().toNanos() / 1e9, "kind", kind);
    time("vifte.stage.duration", finished.took(), "kind", kind);
  }

  private void on(JobEnded ended) {
    String pipeline = ended.pipeline().value();
    count("vifte.jobs.ended", 1, "pipeline", pipeline, "state", ended.state().word());
    time("vifte.job.duration", ended.took(), "pipeline", pipeline);
  }

  private void count(String name, double amount, String... labels) {
    registry.counter(name, labels).increment(amount);
  }

  private void time(String name, Duration took, String... labels) {
    Timer.builder(name)
        .tags(labels)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(took);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "done";
      case Outcome.Reject _ -> "rejected";
      case Outcome.Retry retry ->
          retry.trouble() == Outcome.Trouble.DEPENDENCY_DOWN ? "dependency-down" : "retry";
    };
  }

  /// `TooLarge` as `too-large`.
  private static String hyphened(String word) {
    return word.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    jvm.close();
    registry.close();
  }
}
