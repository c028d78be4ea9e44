package dev.vifte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vifte.queue.Load;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void the_pace_is_what_left_the_queue_in_the_time_it_held_anything() {
    Pace pace = Pace.UNKNOWN;
    for (int second = 0; second <= 100; second++) {
      pace = pace.saw(load(1000, second * 20L), second * SECOND);
    }

    assertThat(pace.perSecond()).isCloseTo(20, within(0.01));
  }

  @Test
  void an_empty_queue_says_nothing_about_the_pace() {
    Pace busy = Pace.UNKNOWN.saw(load(10, 0), 0).saw(load(0, 50), SECOND);

    Pace idle = busy.saw(load(0, 50), 600 * SECOND);

    assertThat(idle.perSecond()).isCloseTo(50, within(0.01));
  }

  @Test
  void a_pace_that_changes_is_followed_within_a_few_minutes() {
    Pace pace = Pace.UNKNOWN.saw(load(1000, 0), 0).saw(load(1000, 100), SECOND);
    for (int second = 2; second <= 240; second++) {
      pace = pace.saw(load(1000, 100 + second), second * SECOND);
    }

    assertThat(pace.perSecond()).isBetween(1.0, 1.1);
  }

  @Test
  void the_wait_is_what_is_too_much_by_the_pace_and_up_to_a_fifth_more() {
    Pace ten = Pace.UNKNOWN.saw(load(1000, 0), 0).saw(load(990, 10), SECOND);
    var random = new Random(1);

    for (int n = 0; n < 100; n++) {
      assertThat(ten.until(95, random)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
      assertThat(ten.until(0, random)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1200));
      assertThat(ten.until(1e9, random)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
      assertThat(Pace.UNKNOWN.until(1, random))
          .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    }
  }

  private static Load load(long messages, long settled) {
    return new Load(messages, messages * 400, 1 << 20, settled, Map.of());
  }
}
