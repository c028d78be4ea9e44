package dev.vifte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void a_name_that_is_right_for_one_form_is_not_right_for_another() {
    assertThat(Names.require("abc", "[a-z]+", "word")).isEqualTo("abc");
    assertThat(Names.require("abc", "[a-z]+", "word")).isEqualTo("abc");

    assertThatThrownBy(() -> Names.require("abc", "[0-9]+", "number"))
        .hasMessage("number 'abc' is not valid; it must match [0-9]+");
  }

  @Test
  void a_name_that_is_wrong_stays_wrong() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> Names.require("Abc", "[a-z]+", "word"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
