package dev.vifte.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what is exported.
final class KeptSpans implements SpanExporter {
  private final List<SpanData> kept = new CopyOnWriteArrayList<>();

  List<SpanData> all() {
    return List.copyOf(kept);
  }

  List<SpanData> named(String name) {
    return kept.stream().filter(span -> span.getName().equals(name)).toList();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    kept.addAll(spans);
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
