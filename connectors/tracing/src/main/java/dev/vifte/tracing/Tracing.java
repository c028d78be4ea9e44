package dev.vifte.tracing;

import dev.vifte.job.JobState;
import dev.vifte.job.NodeId;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.observe.PipelineEvent.AttemptFinished;
import dev.vifte.observe.PipelineEvent.JobAccepted;
import dev.vifte.observe.PipelineEvent.JobEnded;
import dev.vifte.observe.PipelineListener;
import dev.vifte.stage.Outcome;
import dev.vifte.tracing.Spans.Story;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Turns what a node does into spans and sends them to a collector, by OTLP over HTTP: `upload
/// <pipeline>`, one for each attempt named after the kind of its stage, and `job <pipeline>` from
/// first to last. They hold ids and words, never file names or tenants.
///
/// Spans wait in memory, at most a few thousand; what a slow collector cannot take is dropped. Safe
/// for use by many threads.
///
/// ```java
/// var tracing = Tracing.open(TracingSettings.to("http://127.0.0.1:4318", "vifte"), node, clock);
/// Node.on(backend).named(node).listening(tracing).start();
/// ```
public final class Tracing implements PipelineListener, AutoCloseable {
  private static final long PATIENCE_SECONDS = 3;

  private final SdkTracerProvider provider;
  private final Spans spans;

  Tracing(SdkTracerProvider provider, InstantSource clock) {
    this.provider = provider;
    this.spans = new Spans(provider.get("dev.vifte"), clock);
  }

  /// Begins to send. A collector that is away stops nothing: that is logged once and its spans are
  /// dropped.
  ///
  /// @param node the name that the spans of this process carry as their instance
  public static Tracing open(TracingSettings settings, NodeId node, InstantSource clock) {
    return new Tracing(Sending.to(settings, node), clock);
  }

  @Override
  public void on(PipelineEvent event) {
    switch (event) {
      case JobAccepted accepted -> on(accepted);
      case AttemptFinished finished -> on(finished);
      case JobEnded ended -> on(ended);
      default -> {}
    }
  }

  private void on(JobAccepted accepted) {
    String pipeline = accepted.pipeline().value();
    Attributes facts =
        facts(accepted.job().value(), pipeline).put("vifte.bytes", accepted.bytes()).build();
    var story =
        new Story("upload " + pipeline, SpanKind.SERVER, accepted.took(), facts, Optional.empty());
    spans.record(accepted.trace(), story);
  }

  private void on(AttemptFinished finished) {
    var run = finished.run();
    Attributes facts =
        facts(run.task().job().value(), run.pipeline().value())
            .put("vifte.task", run.task().toString())
            .put("vifte.attempt", run.attempt())
            .put("vifte.node", run.node().value())
            .put("vifte.pool", run.pool().value())
            .put("vifte.cpu_ms", finished.cpu().toMillis())
            .build();
    var story =
        new Story(
            run.kind().value(),
            SpanKind.CONSUMER,
            finished.took(),
            facts,
            wrong(finished.outcome()));
    spans.record(run.trace(), story);
  }

  private void on(JobEnded ended) {
    String pipeline = ended.pipeline().value();
    String state = ended.state().word();
    Attributes facts = facts(ended.job().value(), pipeline).put("vifte.state", state).build();
    Optional<String> wrong =
        ended.state() == JobState.COMPLETED ? Optional.empty() : Optional.of(state);
    var story = new Story("job " + pipeline, SpanKind.INTERNAL, ended.took(), facts, wrong);
    spans.record(ended.trace(), story);
  }

  private static AttributesBuilder facts(String job, String pipeline) {
    return Attributes.builder().put("vifte.job", job).put("vifte.pipeline", pipeline);
  }

  private static Optional<String> wrong(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> Optional.empty();
      case Outcome.Reject reject -> Optional.of(reject.reason().word());
      case Outcome.Retry retry when retry.trouble() == Outcome.Trouble.DEPENDENCY_DOWN ->
          Optional.of("dependency-down");
      case Outcome.Retry _ -> Optional.of("retry");
    };
  }

  /// Sends what waits, for 3 s at most.
  @Override
  public void close() {
    var _ = provider.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
