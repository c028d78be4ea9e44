package dev.vifte.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private final RandomGenerator random = new Random(7);

  @ParameterizedTest
  @CsvSource({
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, true",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00, false",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03, true",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-02, false",
    "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, true",
    "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-what-comes-later, false",
    "fe-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-, true"
  })
  void a_header_is_read(String header, boolean sampled) {
    assertThat(TraceContext.parse(header)).contains(new TraceContext(TRACE, SPAN, sampled));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "FE-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      })
  void what_the_recommendation_forbids_is_no_context(String header) {
    assertThat(TraceContext.parse(header)).isEmpty();
  }

  @Test
  void a_child_is_another_place_in_the_same_trace_with_the_same_say_on_sampling() {
    var parent = new TraceContext(TRACE, SPAN, false);

    TraceContext child = parent.child(random);

    assertThat(child.traceId()).isEqualTo(TRACE);
    assertThat(child.spanId()).isNotEqualTo(SPAN);
    assertThat(child.sampled()).isFalse();
  }

  @Test
  void a_root_is_sampled_and_its_header_can_be_read_again() {
    TraceContext root = TraceContext.root(random);

    assertThat(root.sampled()).isTrue();
    assertThat(TraceContext.parse(root.traceparent())).contains(root);
    assertThat(TraceContext.root(random).traceId()).isNotEqualTo(root.traceId());
  }

  @Test
  void ids_are_never_only_zeros() {
    RandomGenerator zeros = () -> 0;

    assertThat(TraceContext.root(zeros).spanId()).isEqualTo("0000000000000001");
  }

  @Test
  void as_json_it_is_the_header() {
    var context = new TraceContext(TRACE, SPAN, true);

    byte[] json = Json.bytes(context);

    assertThat(json)
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("\"00-" + TRACE + "-" + SPAN + "-01\"");
    assertThat(Json.read(json, TraceContext.class)).isEqualTo(context);
    assertThatThrownBy(() -> TraceContext.of("anything"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'anything'");
  }

  @Test
  void without_a_cause_a_trace_begins() {
    Traced first = Traced.under(Optional.empty(), random);

    assertThat(first.cause()).isEmpty();
    assertThat(Traced.under(Optional.of(first.own()), random).cause()).contains(first.own());
  }
}
