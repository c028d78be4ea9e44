package dev.vifte.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

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
}
