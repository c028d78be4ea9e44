package dev.vifte.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.loadtest.Stat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThreadKindTest {
  @Test
  void a_thread_is_known_by_its_name() {
    assertThat(ThreadKind.of("stage-1")).isEqualTo(ThreadKind.STAGES);
    assertThat(ThreadKind.of("C2 CompilerThre")).isEqualTo(ThreadKind.COMPILER);
    assertThat(ThreadKind.of("ForkJoinPool-3-")).isEqualTo(ThreadKind.VIRTUAL);
    assertThat(ThreadKind.of("vifte-sqlite-wr")).isEqualTo(ThreadKind.DATABASE);
    assertThat(ThreadKind.of("vifte-pekko.act")).isEqualTo(ThreadKind.STREAMS);
    assertThat(ThreadKind.of("Finalizer")).isEqualTo(ThreadKind.OTHER);
  }

  @Test
  void threads_of_a_kind_are_summed() {
    assertThat(
            ThreadKind.cpu(
                List.of(thread("stage-0", 30), thread("heartbeats", 1), thread("stage-1", 12))))
        .isEqualTo(
            Map.of(
                ThreadKind.STAGES, Duration.ofMillis(42), ThreadKind.OTHER, Duration.ofMillis(1)));
  }

  private static Stat thread(String name, int millis) {
    return new Stat(name, 1, Duration.ofMillis(millis), Duration.ZERO);
  }
}
