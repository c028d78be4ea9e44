package dev.vifte;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {
  private static final List<String> KNOWN = List.of("timeout", "retry", "when", "with", "uses");

  @Test
  void a_slip_of_the_finger_finds_its_word() {
    assertThat(Nearest.to("timout", KNOWN)).contains("timeout");
    assertThat(Nearest.to("rerty", KNOWN)).contains("retry");
    assertThat(Nearest.to("use", KNOWN)).contains("uses");
  }

  @Test
  void a_word_far_from_all_finds_none() {
    assertThat(Nearest.to("parallelism", KNOWN)).isEmpty();
    assertThat(Nearest.hint("parallelism", KNOWN)).isEmpty();
  }

  @Test
  void the_hint_is_a_question() {
    assertThat(Nearest.hint("wth", KNOWN)).isEqualTo("; did you mean 'with'?");
  }
}
