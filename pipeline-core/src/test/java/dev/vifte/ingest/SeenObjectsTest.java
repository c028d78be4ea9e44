package dev.vifte.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SeenObjectsTest {
  @Test
  void a_content_is_remembered_and_another_at_the_same_key_is_not() {
    var seen = new SeenObjects(1024);

    seen.add("inbox", "a.txt", "1");

    assertThat(seen.has("inbox", "a.txt", "1")).isTrue();
    assertThat(seen.has("inbox", "a.txt", "2")).isFalse();
    assertThat(seen.has("other", "a.txt", "1")).isFalse();
  }

  @Test
  void more_than_it_has_places_for_are_forgotten_in_part_and_nothing_else_is_taken_for_seen() {
    var seen = new SeenObjects(1024);

    IntStream.range(0, 2048).forEach(i -> seen.add("inbox", "key-" + i, "1"));

    assertThat(IntStream.range(0, 2048).filter(i -> seen.has("inbox", "key-" + i, "1")).count())
        .isBetween(500L, 1024L);
    assertThat(IntStream.range(2048, 9000).filter(i -> seen.has("inbox", "key-" + i, "1")))
        .isEmpty();
  }
}
