package dev.vifte.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.loadtest.Stat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThreadsTest {
  private static final Path ONE = Path.of("1");
  private static final Path TWO = Path.of("2");
  private static final Path THREE = Path.of("3");

  @Test
  void threads_of_a_kind_are_summed_from_when_they_were_first_seen() {
    var before = Map.of(ONE, thread("stage-0", 100), TWO, thread("stage-1", 7));
    var after =
        Map.of(
            ONE, thread("stage-0", 130), THREE, thread("stage-2", 12), TWO, thread("stage-1", 7));

    assertThat(Threads.between(before, after))
        .isEqualTo(Map.of(ThreadKind.STAGES, Duration.ofMillis(42)));
  }

  @Test
  void a_thread_that_ended_before_it_was_seen_again_takes_nothing_away() {
    var before = Map.of(ONE, thread("stage-0", 100));

    assertThat(Threads.between(before, Map.of())).isEmpty();
  }

  private static Stat thread(String name, int millis) {
    return new Stat(name, 1, Duration.ofMillis(millis), Duration.ZERO);
  }
}
