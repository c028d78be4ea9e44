package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CascadeTest {
  private static final ImageHeader HEADER =
      new ImageHeader(
          ImageFormat.JPEG,
          4000,
          3000,
          1,
          new ImageHeader.Samples(3, 8, false),
          ImageHeader.Coding.PLAIN,
          1,
          false);

  private static Placement place(Variant variant) {
    return Placement.of(HEADER, variant);
  }

  @Test
  void each_variant_is_made_from_the_smallest_that_is_twice_as_large() {
    Placement large = place(Variant.width("large", 1280));
    Placement half = place(Variant.width("half", 640));
    Placement small = place(Variant.width("small", 128));

    Cascade cascade = new Cascade(List.of(small, large, half));

    assertThat(cascade.roots()).containsExactly(large);
    assertThat(cascade.source(half)).contains(large);
    assertThat(cascade.source(small)).contains(half);
  }

  @Test
  void what_is_not_twice_as_large_or_does_not_show_all_is_no_source() {
    Placement large = place(Variant.width("large", 1280));
    Placement near = place(Variant.width("near", 700));
    Placement square = place(Variant.fill("square", 400, 400));
    Placement whole = place(Variant.fit("whole", 100, 100));

    Cascade cascade = new Cascade(List.of(near, square, whole, large));

    assertThat(cascade.roots()).containsExactly(near, large);
    assertThat(cascade.source(square)).contains(large);
    assertThat(cascade.source(whole)).contains(near);
  }

  @Test
  void two_that_are_alike_are_made_once() {
    Placement one = place(Variant.width("one", 300));
    Placement two = place(Variant.width("two", 300));

    assertThat(new Cascade(List.of(one, two)).roots()).containsExactly(one);
  }
}
