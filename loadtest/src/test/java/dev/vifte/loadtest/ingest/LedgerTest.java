package dev.vifte.loadtest.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void what_has_not_ended_is_open() {
    ledger.published("a", 0);
    ledger.published("b", 0);
    ledger.ended("a", "completed", 5);

    assertThat(ledger.open()).isEqualTo(1);
    assertThat(ledger.states()).isEqualTo(Map.of("completed", 1));
  }

  @Test
  void the_first_end_counts_and_strangers_do_not() {
    ledger.published("a", 0);
    ledger.ended("a", "failed", 5_000_000);
    ledger.ended("a", "completed", 9_000_000);
    ledger.ended("stranger", "completed", 5);

    assertThat(ledger.states()).isEqualTo(Map.of("failed", 1));
    assertThat(ledger.ready(0.5)).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void times_run_from_publishing_to_the_end() {
    for (int i = 1; i <= 10; i++) {
      ledger.published("job-" + i, 1_000);
      ledger.ended("job-" + i, "completed", 1_000 + i);
    }

    assertThat(ledger.ready(0.5)).isEqualTo(Duration.ofNanos(5));
    assertThat(ledger.ready(0.95)).isEqualTo(Duration.ofNanos(10));
  }

  @Test
  void without_any_end_there_is_no_time() {
    ledger.published("a", 0);

    assertThat(ledger.ready(0.5)).isZero();
  }
}
