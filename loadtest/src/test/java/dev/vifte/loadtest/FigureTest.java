package dev.vifte.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FigureTest {
  @Test
  void the_median_is_the_round_in_the_middle() {
    assertThat(Figure.of("b", "w", "ms", List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5.0);
    assertThat(Figure.of("b", "w", "ms", List.of(4.0, 1.0)).median()).isEqualTo(1.0);
  }

  @Test
  void a_quantile_is_a_value_that_was_measured() {
    List<Double> values = List.of(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0);

    assertThat(Figure.quantile(values, 0.95)).isEqualTo(100.0);
    assertThat(Figure.quantile(values, 0.9)).isEqualTo(90.0);
    assertThat(Figure.quantile(values, 0)).isEqualTo(10.0);
    assertThat(Figure.quantile(values, 1)).isEqualTo(100.0);
  }

  @Test
  void three_digits_are_shown() {
    assertThat(Figure.shown(0.12345)).isEqualTo("0.123");
    assertThat(Figure.shown(1.2345)).isEqualTo("1.23");
    assertThat(Figure.shown(12.345)).isEqualTo("12.3");
    assertThat(Figure.shown(12_345.6)).isEqualTo("12,346");
  }
}
