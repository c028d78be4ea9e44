package dev.vifte.workers.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.job.ItemName;
import dev.vifte.stage.Outcome;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  @ParameterizedTest
  @ValueSource(strings = {"all", "1-3", "2", "4-", "1,5,9-12"})
  void every_form_is_written_as_it_was_read(String form) {
    assertThat(Pages.parse(form)).hasToString(form);
  }

  @Test
  void pages_come_in_order_and_once() {
    assertThat(Pages.parse("9-, 1-2,2,5").of(10)).containsExactly(1, 2, 5, 9, 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0-1", "3-1", "one", "1-2-3", "-4", "1;2"})
  void other_forms_are_refused(String form) {
    assertThatThrownBy(() -> Pages.parse(form)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void two_thousand_pages_make_at_most_64_items_that_cover_all() {
    var all = IntStream.rangeClosed(1, 2000).boxed().toList();

    var items = Pages.items(all, 8, Outcome.MAX_ITEMS);

    assertThat(items).hasSizeLessThanOrEqualTo(Outcome.MAX_ITEMS);
    assertThat(items.stream().map(ItemName::value).map(Pages::parse).map(p -> p.of(2000)))
        .flatExtracting(pages -> pages)
        .isEqualTo(all);
  }
}
