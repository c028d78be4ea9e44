package dev.vifte.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WaitTest {
  @Test
  void it_ends_as_soon_as_it_is_so() throws Exception {
    var looks = new AtomicInteger();

    assertThat(Wait.until(() -> looks.incrementAndGet() == 3, Duration.ZERO, Duration.ofHours(1)))
        .isTrue();
    assertThat(looks).hasValue(3);
  }

  @Test
  void it_looks_once_even_when_there_is_no_time() throws Exception {
    assertThat(Wait.until(() -> true, Duration.ZERO, Duration.ZERO)).isTrue();
    assertThat(Wait.until(() -> false, Duration.ofMillis(1), Duration.ZERO)).isFalse();
  }
}
