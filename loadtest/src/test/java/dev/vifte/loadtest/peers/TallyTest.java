package dev.vifte.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.loadtest.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TallyTest {
  @Test
  void rounds_of_the_same_thing_become_one_figure() {
    var tally = new Tally("peers");
    tally.add("jobs", "vifte", "1/s", 30);
    tally.add("jobs", "celery", "1/s", 20);
    tally.add("jobs", "vifte", "1/s", 32);

    assertThat(tally.figures())
        .containsExactly(
            Figure.of("peers", "jobs", "1/s", List.of(30.0, 32.0)).by("vifte"),
            Figure.of("peers", "jobs", "1/s", List.of(20.0)).by("celery"));
  }
}
