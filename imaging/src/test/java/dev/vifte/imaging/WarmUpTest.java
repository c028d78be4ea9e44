package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WarmUpTest {
  @Test
  void a_baseline_and_a_progressive_jpeg_and_a_png_are_rendered_in_five_ways() {
    assertThat(WarmUp.run(1, Deadline.never())).isEqualTo(15);
  }

  @Test
  void it_stops_when_it_is_time() {
    int[] asked = {0};

    assertThat(WarmUp.run(2, () -> asked[0]++ > 2_000)).isBetween(1, 29);
    assertThat(WarmUp.run(() -> true)).isZero();
  }
}
