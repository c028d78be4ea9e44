package dev.vifte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {
  @Test
  void durations_have_a_unit() {
    assertThat(Units.duration("200ms")).isEqualTo(Duration.ofMillis(200));
    assertThat(Units.duration("60s")).isEqualTo(Duration.ofMinutes(1));
    assertThat(Units.duration("5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(Units.duration("1h")).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void sizes_are_decimal_or_binary() {
    assertThat(Units.bytes("123")).isEqualTo(123);
    assertThat(Units.bytes("2kB")).isEqualTo(2_000);
    assertThat(Units.bytes("50MB")).isEqualTo(50_000_000);
    assertThat(Units.bytes("64MiB")).isEqualTo(67_108_864);
    assertThat(Units.bytes("3TB")).isEqualTo(3_000_000_000_000L);
    assertThat(Units.pixels("100MP")).isEqualTo(100_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 s", "-5s", "1.5h", "5min", "s", "99999999999s"})
  void other_durations_are_refused_with_the_forms_there_are(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Units.duration(text))
        .withMessage("must be a duration such as 200ms, 60s, 5m or 1h, not '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50 MB", "50mb", "MB", "-1", "1.5GB", "50Mib"})
  void other_sizes_are_refused_with_the_forms_there_are(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Units.bytes(text))
        .withMessageContaining("500kB, 50MB, 64MiB or 2GB, not '" + text + "'");
  }

  @Test
  void a_size_beyond_every_computer_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Units.bytes("99999999999TB"))
        .withMessageContaining("too large");
  }
}
