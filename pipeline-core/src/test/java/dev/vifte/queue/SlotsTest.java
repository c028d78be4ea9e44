package dev.vifte.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SlotsTest {
  private final Slots slots = new Slots(3);

  @Test
  void a_reservation_takes_all_that_are_free() throws Exception {
    assertThat(slots.reserve()).isEqualTo(3);
    slots.release(2);

    assertThat(slots.reserve()).isEqualTo(2);
  }

  @Test
  void a_reservation_waits_for_a_release() throws Exception {
    int _ = slots.reserve();
    var later = reserving();

    slots.release(1);

    assertThat(later.get(5, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void paused_slots_are_not_handed_out_until_resumed() throws Exception {
    slots.pause();
    var later = reserving();
    assertThat(later).isNotDone();

    slots.resume();

    assertThat(later.get(5, TimeUnit.SECONDS)).isEqualTo(3);
  }

  @Test
  void closing_ends_the_wait_with_none() throws Exception {
    int _ = slots.reserve();
    var later = reserving();

    slots.close();

    assertThat(later.get(5, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void growing_hands_out_the_new_places() throws Exception {
    int _ = slots.reserve();

    slots.resize(5);

    assertThat(slots.reserve()).isEqualTo(2);
  }

  @Test
  void releasing_more_than_is_taken_is_a_mistake() {
    assertThatThrownBy(() -> slots.release(1)).hasMessageContaining("0 are taken");
  }

  private CompletableFuture<Integer> reserving() {
    var result = new CompletableFuture<Integer>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(slots.reserve());
          } catch (InterruptedException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }
}
