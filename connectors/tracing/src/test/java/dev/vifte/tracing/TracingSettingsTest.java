package dev.vifte.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingSettingsTest {
  private static final Map<String, String> NONE = Map.of();
  private static final Map<String, String> GIVEN =
      Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/");

  @Test
  void it_is_off_unless_somebody_says_where_to() {
    assertThat(TracingSettings.of("auto", "auto", NONE)).isEmpty();
    assertThat(TracingSettings.of("none", "auto", GIVEN)).isEmpty();
  }

  @Test
  void the_setting_wins_over_the_variables() {
    assertThat(TracingSettings.of("http://here:4318", "mine", GIVEN))
        .contains(TracingSettings.to("http://here:4318", "mine"));
  }

  @Test
  void the_standard_variables_are_enough() {
    var settings =
        TracingSettings.of(
                "auto",
                "auto",
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/",
                    "OTEL_EXPORTER_OTLP_HEADERS", "api-key = a%2Cb , tenant=x+y=",
                    "OTEL_SERVICE_NAME", "photos",
                    "OTEL_TRACES_SAMPLER_ARG", "0.25"))
            .orElseThrow();

    assertThat(settings.traces()).isEqualTo(URI.create("http://collector:4318/v1/traces"));
    assertThat(settings.headers()).isEqualTo(Map.of("api-key", "a,b", "tenant", "x+y="));
    assertThat(settings.service()).isEqualTo("photos");
    assertThat(settings.part()).isEqualTo(0.25);
  }

  @Test
  void an_address_for_traces_alone_is_used_as_it_is() {
    var variables =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://traces:443/in");

    assertThat(TracingSettings.of("auto", "auto", variables).orElseThrow().traces())
        .isEqualTo(URI.create("https://traces:443/in"));
  }

  @ParameterizedTest
  @CsvSource({"OTEL_SDK_DISABLED, true", "OTEL_TRACES_EXPORTER, none"})
  void the_standard_switches_turn_it_off(String variable, String value) {
    var variables = Map.of(variable, value, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");

    assertThat(TracingSettings.of("auto", "auto", variables)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, ftp://collector",
    "OTEL_EXPORTER_OTLP_HEADERS, secret",
    "OTEL_TRACES_SAMPLER_ARG, 2",
    "OTEL_TRACES_SAMPLER_ARG, half"
  })
  void a_mistake_is_told_with_its_variable(String variable, String value) {
    var variables = new HashMap<>(GIVEN);
    variables.put(variable, value);

    assertThatThrownBy(() -> TracingSettings.of("auto", "auto", variables))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable);
  }

  @Test
  void headers_may_be_secrets_so_no_message_shows_them() {
    var variables = new HashMap<>(GIVEN);
    variables.put("OTEL_EXPORTER_OTLP_HEADERS", "s3cret");

    assertThatThrownBy(() -> TracingSettings.of("auto", "auto", variables))
        .hasMessageNotContaining("s3cret");
  }
}
