package dev.vifte.tracing;

import dev.vifte.observe.TraceContext;
import dev.vifte.observe.Traced;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Makes spans of what has just ended.
record Spans(Tracer tracer, InstantSource clock) {
  /// What a span says.
  ///
  /// @param wrong one word; empty when all went well
  record Story(
      String name, SpanKind kind, Duration took, Attributes facts, Optional<String> wrong) {}

  void record(Traced trace, Story story) {
    if (!trace.own().sampled()) {
      return;
    }
    Instant end = clock.instant();
    SpanBuilder builder =
        tracer
            .spanBuilder(story.name())
            .setParent(trace.cause().map(Spans::around).orElse(Context.root()))
            .setSpanKind(story.kind())
            .setStartTimestamp(end.minus(story.took()))
            .setAllAttributes(story.facts());
    Span span = PresetIds.start(builder, trace.own());
    story.wrong().ifPresent(word -> span.setStatus(StatusCode.ERROR, word));
    span.end(end);
  }

  private static Context around(TraceContext cause) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    cause.traceId(),
                    cause.spanId(),
                    cause.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                    TraceState.getDefault())));
  }
}
