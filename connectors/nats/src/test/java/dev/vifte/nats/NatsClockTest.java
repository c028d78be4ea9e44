package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class NatsClockTest {
  private static final Instant NOON = ManualClock.START;

  private final AtomicLong nanos = new AtomicLong(1_000_000_007);

  @Test
  void machines_whose_clocks_are_hours_apart_have_one_time() throws Exception {
    NatsClock early = clock(NOON.minus(Duration.ofHours(1)));
    NatsClock late = clock(NOON.plus(Duration.ofHours(1)));

    early.measure(() -> NOON);
    late.measure(() -> NOON);

    assertThat(early.instant()).isEqualTo(NOON);
    assertThat(late.instant()).isEqualTo(NOON);
  }

  @Test
  void time_goes_on_between_two_readings() throws Exception {
    NatsClock clock = clock(NOON);
    clock.measure(() -> NOON);

    pass(Duration.ofSeconds(7));

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(7));
  }

  @Test
  void time_never_goes_back_and_meets_a_server_that_is_behind() throws Exception {
    NatsClock clock = clock(NOON);
    clock.measure(() -> NOON);
    clock.measure(() -> NOON.minusSeconds(10));
    Instant before = clock.instant();
    assertThat(before).isEqualTo(NOON);

    for (int second = 0; second < 30; second++) {
      pass(Duration.ofSeconds(1));
      assertThat(clock.instant()).isAfter(before);
      before = clock.instant();
    }

    assertThat(before).isEqualTo(NOON.plusSeconds(20));
  }

  @Test
  void time_follows_a_server_that_is_ahead_at_once() throws Exception {
    NatsClock clock = clock(NOON);
    clock.measure(() -> NOON);
    clock.measure(() -> NOON.plusSeconds(100));

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(100));
  }

  @Test
  void a_reading_that_is_no_better_than_its_delay_changes_nothing() throws Exception {
    NatsClock clock = clock(NOON);
    clock.measure(() -> NOON);

    clock.measure(() -> slowly(NOON.plusSeconds(1)));

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(4));
  }

  private Instant slowly(Instant time) throws IOException {
    pass(Duration.ofSeconds(4));
    return time;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private NatsClock clock(Instant local) {
    return new NatsClock(() -> local, nanos::get);
  }
}
