package dev.vifte.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PageTest {
  private static final String PAGE =
      """
      # Results
      <!-- figures peers -->
      old
      <!-- end -->
      Words.
      """;

  @Test
  void figures_of_one_question_become_one_table_with_its_origin() {
    var page =
        new Page(
            List.of(
                line("small: jobs", "vifte", "[30.0,31.0,35.0]", 31.0),
                line("small: jobs", "celery", "[20.0]", 20.0),
                line("small: p50", "vifte", "[40.0]", 40.0)));

    assertThat(page.renewed(PAGE))
        .isEqualTo(
            """
            # Results
            <!-- figures peers -->

            | small | vifte | celery |
            |---|---|---|
            | jobs (1/s) | 31.0 [30.0..35.0] | 20.0 |
            | p50 (1/s) | 40.0 |  |

            `./dev bench peers`, commit abc, 2026-11-21, 2 cores, 24105 MiB, JDK 25, load before it 0.4
            <!-- end -->
            Words.
            """);
  }

  @Test
  void the_newest_of_a_figure_is_shown() {
    var page =
        new Page(
            List.of(
                line("small: jobs", "vifte", "[30.0]", 30.0),
                line("small: jobs", "vifte", "[33.0]", 33.0)));

    assertThat(page.renewed(PAGE)).contains("| 33.0 |").doesNotContain("30.0");
  }

  @Test
  void a_place_without_figures_is_left_empty() {
    assertThat(new Page(List.of()).renewed(PAGE))
        .isEqualTo("# Results\n<!-- figures peers -->\n<!-- end -->\nWords.\n");
  }

  private static String line(String what, String who, String rounds, double median) {
    return """
    {"at":"2026-11-21T16:00:00Z","command":"./dev bench peers","bench":"peers","what":"%s","who":"%s",
     "unit":"1/s","rounds":%s,"median":%s,"goal":"",
     "machine":{"cores":2,"memoryMiB":24105,"jdk":"25","system":"Linux","load":0.4,"commit":"abc"}}\
    """
        .formatted(what, who, rounds, median);
  }
}
