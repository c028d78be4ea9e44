package dev.vifte.app.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void columns_are_as_wide_as_their_widest_cell_and_numbers_stand_to_the_right() {
    var table = Table.of("file", "#size").row("a.jpg", "9 B").row("holiday.png", "1.2 MB");

    assertThat(table.toString().lines())
        .containsExactly("FILE           SIZE", "a.jpg           9 B", "holiday.png  1.2 MB");
  }

  @Test
  void a_hostile_file_name_cannot_move_the_cursor() {
    assertThat(Table.of("file").row("a\u001b[2Jb\nc").toString()).endsWith("a?[2Jb?c");
  }

  @Test
  void sizes_and_times_are_as_people_read_them() {
    assertThat(Amounts.bytes(999)).isEqualTo("999 B");
    assertThat(Amounts.bytes(1_000)).isEqualTo("1.0 kB");
    assertThat(Amounts.bytes(999_960)).isEqualTo("1.0 MB");
    assertThat(Amounts.bytes(5_600_000)).isEqualTo("5.6 MB");
    assertThat(Amounts.time(Duration.ofMillis(87))).isEqualTo("87 ms");
    assertThat(Amounts.time(Duration.ofMillis(3_210))).isEqualTo("3.2 s");
    assertThat(Amounts.time(Duration.ofSeconds(250))).isEqualTo("4 min 10 s");
  }
}
