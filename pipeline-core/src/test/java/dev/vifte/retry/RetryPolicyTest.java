package dev.vifte.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
  private final RetryPolicy policy =
      RetryPolicy.exponential(Duration.ofMillis(200), RetryPolicy.upTo(Duration.ofSeconds(30)))
          .attempts(5);

  @Test
  void the_ceiling_doubles_up_to_the_longest() {
    assertThat(policy.ceiling(1)).isEqualTo(Duration.ofMillis(200));
    assertThat(policy.ceiling(3)).isEqualTo(Duration.ofMillis(800));
    assertThat(policy.ceiling(90)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void the_wait_is_anywhere_between_zero_and_the_ceiling() {
    var random = RandomGenerator.of("L64X128MixRandom");

    for (int i = 0; i < 1000; i++) {
      assertThat(policy.delay(4, random)).isBetween(Duration.ZERO, Duration.ofMillis(1600));
    }
  }

  @Test
  void five_attempts_allow_four_failures() {
    assertThat(policy.allowsAfter(4)).isTrue();
    assertThat(policy.allowsAfter(5)).isFalse();
  }

  @Test
  void an_impossible_policy_says_what_is_wrong() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .hasMessageContaining("1 to 100");
  }

  @Test
  void what_waits_for_a_dependency_is_not_tried_often() {
    var random = new Random(1);
    RetryPolicy patient = RetryPolicy.exponential(Duration.ofSeconds(1), Duration.ofHours(1));

    for (int n = 0; n < 100; n++) {
      assertThat(RetryPolicy.DEFAULTS.whileDown(random))
          .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
      assertThat(patient.whileDown(random))
          .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }
  }
}
