package dev.vifte.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Tells that a collector takes no spans once, not for every batch.
///
/// @param complaint hears why
/// @param told whether it has
record ToldOnce(SpanExporter exporter, Consumer<String> complaint, AtomicBoolean told)
    implements SpanExporter {
  ToldOnce(SpanExporter exporter, Consumer<String> complaint) {
    this(exporter, complaint, new AtomicBoolean());
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> judge(result));
  }

  private void judge(CompletableResultCode result) {
    if (!result.isSuccess() && told.compareAndSet(false, true)) {
      complaint.accept(
          Optional.ofNullable(result.getFailureThrowable())
              .map(Throwable::getMessage)
              .orElse("no reason given"));
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
