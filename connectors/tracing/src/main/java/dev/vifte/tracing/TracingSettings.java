package dev.vifte.tracing;

import dev.vifte.Names;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where spans go and under which name.
///
/// @param traces the address that takes OTLP over HTTP, such as `http://127.0.0.1:4318/v1/traces`
/// @param headers sent along; may hold secrets
/// @param service the name the spans stand under
/// @param part of the sampled traces that is recorded, from 0 to 1, chosen by the trace id
public record TracingSettings(
    URI traces, Map<String, String> headers, String service, double part) {
  public TracingSettings {
    headers = Map.copyOf(headers);
    if (part < 0 || part > 1) {
      throw new IllegalArgumentException(
          "OTEL_TRACES_SAMPLER_ARG must be a part from 0 to 1, not " + part);
    }
  }

  /// Everything that is sampled goes to the collector at `endpoint`.
  ///
  /// @throws IllegalArgumentException when it is no address
  public static TracingSettings to(String endpoint, String service) {
    return new TracingSettings(base(endpoint, "the endpoint"), Map.of(), service, 1);
  }

  /// What the standard variables of OpenTelemetry say: `OTEL_SDK_DISABLED`, `OTEL_TRACES_EXPORTER`,
  /// `OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_EXPORTER_OTLP_HEADERS`, both also with `TRACES_` before
  /// the last word, `OTEL_SERVICE_NAME` and `OTEL_TRACES_SAMPLER_ARG`.
  ///
  /// @param endpoint wins over the variables; `auto` leaves it to them, `none` is off
  /// @param service likewise; `auto` is `vifte` unless they name one
  /// @return empty when no spans are wanted
  /// @throws IllegalArgumentException naming the variable that cannot be read
  public static Optional<TracingSettings> of(
      String endpoint, String service, Map<String, String> variables) {
    var given = new Given(variables);
    return traces(endpoint, given)
        .map(traces ->
            new TracingSettings(
                traces,
                given.headers(),
                service.equals("auto") ? given.text("OTEL_SERVICE_NAME").orElse("vifte") : service,
                given.part()));
  }

  private static Optional<URI> traces(String endpoint, Given given) {
    if (endpoint.equals("none") || given.off()) {
      return Optional.empty();
    }
    if (!endpoint.equals("auto")) {
      return Optional.of(base(endpoint, "tracing.endpoint"));
    }
    return given
        .text(Given.TRACES_ENDPOINT)
        .map(text -> address(text, Given.TRACES_ENDPOINT))
        .or(() -> given.text(Given.ENDPOINT).map(text -> base(text, Given.ENDPOINT)));
  }

  private static URI base(String endpoint, String what) {
    return address(endpoint.replaceAll("/+$", "") + "/v1/traces", what);
  }

  private static URI address(String text, String what) {
    String form = "https?://[^\\s/?#@]+(/[^\\s?#]*)?";
    return URI.create(Names.require(text, form, what));
  }

  /// The variables that are set.
  private record Given(Map<String, String> variables) {
    static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    /// For OpenTelemetry an empty variable is none.
    Optional<String> text(String name) {
      return Optional.ofNullable(variables.get(name)).map(String::strip).filter(t -> !t.isEmpty());
    }

    boolean off() {
      return text("OTEL_SDK_DISABLED").filter("true"::equalsIgnoreCase).isPresent()
          || text("OTEL_TRACES_EXPORTER").filter("none"::equals).isPresent();
    }

    double part() {
      String name = "OTEL_TRACES_SAMPLER_ARG";
      return text(name)
          .map(text -> Names.require(text, "[01](\\.\\d{1,9})?|\\.\\d{1,9}", name))
          .map(Double::valueOf)
          .orElse(1.0);
    }

    Map<String, String> headers() {
      var headers = new LinkedHashMap<String, String>();
      Stream.of("OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS")
          .forEach(name -> text(name).ifPresent(text -> headers.putAll(pairs(text, name))));
      return headers;
    }

    /// `name=value` pairs with commas in between; values may be percent-encoded. They may be
    /// secrets, so the message shows none.
    private static Map<String, String> pairs(String text, String variable) {
      var pairs = new LinkedHashMap<String, String>();
      for (String pair : text.split(",", -1)) {
        int middle = pair.indexOf('=');
        if (middle < 1) {
          throw new IllegalArgumentException(
              variable + " must be name=value pairs with commas in between");
        }
        String value = pair.substring(middle + 1).strip().replace("+", "%2B");
        pairs.put(
            pair.substring(0, middle).strip(), URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
      return pairs;
    }
  }
}
