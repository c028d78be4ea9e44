package dev.vifte.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.pipeline.Scale;
import org.junit.jupiter.api.Test;

final class ScalerTest {
  private final Scale scale = new Scale(1, 4);

  @Test
  void a_busy_pool_with_a_backlog_grows_by_one_up_to_its_maximum() {
    assertThat(Scaler.next(scale, 2, 2, 10)).isEqualTo(3);
    assertThat(Scaler.next(scale, 4, 4, 10)).isEqualTo(4);
  }

  @Test
  void an_idle_pool_shrinks_by_one_down_to_its_minimum() {
    assertThat(Scaler.next(scale, 3, 0, 0)).isEqualTo(2);
    assertThat(Scaler.next(scale, 1, 0, 0)).isEqualTo(1);
  }

  @Test
  void a_pool_that_keeps_up_stays_as_it_is() {
    assertThat(Scaler.next(scale, 3, 2, 0)).isEqualTo(3);
  }
}
