package dev.vifte.tracing;

import dev.vifte.job.NodeId;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of spans out of this process.
final class Sending {
  /// Spans that may wait; about a kilobyte each.
  static final int WAITING = 2048;

  private static final int BATCH = 512;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

  /// It would repeat on standard error what [ToldOnce] says; held here, since the JDK forgets
  /// loggers that nobody holds.
  private static final java.util.logging.Logger EXPORTER =
      java.util.logging.Logger.getLogger("io.opentelemetry.exporter.internal");

  private Sending() {}

  static SdkTracerProvider to(TracingSettings settings, NodeId node) {
    EXPORTER.setLevel(Level.OFF);
    var otlp =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.traces().toString())
            .setTimeout(ANSWER)
            .setHeaders(settings::headers);
    return through(new ToldOnce(otlp.build(), why -> complain(settings, why)), settings, node);
  }

  private static void complain(TracingSettings settings, String why) {
    LOG.warn(
        "spans cannot be sent to {}: {}; look at tracing.endpoint and the collector. They are"
            + " dropped until it takes them; this is told once",
        settings.traces(),
        why);
  }

  static SdkTracerProvider through(SpanExporter exporter, TracingSettings settings, NodeId node) {
    return SdkTracerProvider.builder()
        .setIdGenerator(new PresetIds())
        .setSampler(
            settings.part() < 1 ? Sampler.traceIdRatioBased(settings.part()) : Sampler.alwaysOn())
        .setResource(
            Resource.getDefault()
                .merge(
                    Resource.create(
                        Attributes.builder()
                            .put("service.name", settings.service())
                            .put("service.instance.id", node.value())
                            .build())))
        .addSpanProcessor(
            BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(WAITING)
                .setMaxExportBatchSize(BATCH)
                .setScheduleDelay(PAUSE)
                .build())
        .build();
  }
}
