package dev.vifte.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StatTest {
  private static final String LINE =
      "4711 (C2 %s 0) S 1 815 4700 0 -1 4194560 9 8 7 6 1200 34 500 6 20 0 31 0 99 5 4\n";

  @Test
  void ticks_become_time() {
    Stat stat = Stat.parse(LINE.formatted("Compiler"));

    assertThat(stat.name()).isEqualTo("C2 Compiler 0");
    assertThat(stat.group()).isEqualTo(815);
    assertThat(stat.cpu()).isEqualTo(Duration.ofMillis(12_340));
    assertThat(stat.ended()).isEqualTo(Duration.ofMillis(5_060));
  }

  @Test
  void a_name_may_hold_brackets_and_blanks() {
    assertThat(Stat.parse(LINE.formatted(") R (9")).name()).isEqualTo("C2 ) R (9 0");
    assertThat(Stat.parse(LINE.formatted(") R (9")).group()).isEqualTo(815);
  }

  @Test
  void the_kernel_writes_what_is_read() throws Exception {
    Stat own = Stat.parse(Files.readString(Path.of("/proc/self/stat")));

    assertThat(own.name()).isEqualTo("java");
    assertThat(own.cpu()).isPositive();
  }
}
