package dev.vifte.app.settings;

import java.util.List;

/// Where traces go. The standard variables of OpenTelemetry hold for what is left at auto.
public record TraceSettings(String endpoint, String serviceName) {
  static final Key<String> ENDPOINT =
      new Key<>(
          "tracing.endpoint",
          "auto",
          Form.text(
              "auto|none|https?://[^\\s/?#@]+(/[^\\s?#]*)?",
              "auto, none, or the address of a collector that takes OTLP over HTTP, such as"
                  + " http://127.0.0.1:4318"),
          "where spans are sent; auto is `OTEL_EXPORTER_OTLP_ENDPOINT`, or nowhere");
  static final Key<String> SERVICE =
      new Key<>(
          "tracing.service-name",
          "auto",
          Form.text("\\S{1,100}", "up to 100 characters without blanks"),
          "name the spans stand under; auto is `OTEL_SERVICE_NAME`, or vifte");
  static final List<Key<?>> KEYS = List.of(ENDPOINT, SERVICE);

  static TraceSettings read(Values values) {
    return new TraceSettings(values.get(ENDPOINT), values.get(SERVICE));
  }
}
