package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vifte.imaging.ImageRefused.Reason;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LikenessTest {
  private static final byte[] PHOTO = Samples.png(320, 240);
  private static final Variant JPEG = Variant.fit("x", 320, 240).as(OutputFormat.JPEG);

  private static byte[] made(Variant variant) throws ImageRefused {
    return Images.read(PHOTO).render(List.of(variant)).getFirst().bytes();
  }

  private static double dissimilar(byte[] file) throws ImageRefused {
    Ssim original = new Ssim(Images.read(PHOTO).whole());
    return (1 - original.with(Images.read(file).whole(), Deadline.never())) / 2;
  }

  private static Variant like(double target, int min, int max) {
    return JPEG.edited(Edits.NONE.likeness(new Aim.Likeness(target, min, max, 0)));
  }

  @Test
  void a_picture_is_like_itself_and_less_like_what_differs_more() throws ImageRefused {
    assertThat(dissimilar(PHOTO)).isCloseTo(0, within(1e-12));
    List<Double> worse =
        IntStream.of(90, 60, 30, 10)
            .mapToObj(quality -> {
              try {
                return dissimilar(made(JPEG.quality(quality)));
              } catch (ImageRefused e) {
                throw new IllegalStateException(e);
              }
            })
            .toList();
    assertThat(worse).isSorted();
  }

  @Test
  void the_lowest_quality_that_is_like_enough_is_taken() throws ImageRefused {
    double target = dissimilar(made(JPEG.quality(63)));

    byte[] found = made(like(target, 1, 100));

    assertThat(found).isEqualTo(made(JPEG.quality(63)));
    assertThat(dissimilar(made(JPEG.quality(62)))).isGreaterThan(target);
  }

  @Test
  void the_search_stays_between_its_bounds() throws ImageRefused {
    assertThat(made(like(0.5, 40, 90))).isEqualTo(made(JPEG.quality(40)));
    assertThat(made(like(0, 40, 90))).isEqualTo(made(JPEG.quality(90)));
  }

  @Test
  void an_allowed_error_ends_the_search_sooner() throws ImageRefused {
    var loose = JPEG.edited(Edits.NONE.likeness(new Aim.Likeness(0.02, 1, 99, 0.5)));

    assertThat(made(loose)).isEqualTo(made(JPEG.quality(50)));
  }

  @Test
  void a_limit_on_bytes_holds_beside_it() throws ImageRefused {
    int half = made(JPEG.quality(90)).length / 2;

    byte[] found = made(JPEG.edited(like(0, 40, 90).edits().maxBytes(half)));

    assertThat(found).hasSizeLessThanOrEqualTo(half);
  }

  @Test
  void what_loses_nothing_is_left_alone() throws ImageRefused {
    Variant png = JPEG.as(OutputFormat.PNG);

    assertThat(made(png.edited(like(0.02, 1, 100).edits()))).isEqualTo(made(png));
  }

  @Test
  void the_deadline_ends_the_search() throws ImageRefused {
    var asked = new AtomicInteger();
    Images.read(PHOTO).before(() -> asked.incrementAndGet() < 0).render(List.of(JPEG));
    int once = asked.getAndSet(0);

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() ->
            Images.read(PHOTO)
                .before(() -> asked.incrementAndGet() > once + 5)
                .render(List.of(like(0.001, 1, 100))))
        .matches(why -> why.reason() == Reason.TIMEOUT);
  }

  /// Compared in how often the deadline is asked: a step is an encoding and a decoding.
  @Test
  void what_the_search_wrote_last_is_not_written_again() throws ImageRefused {
    int none = asked(like(0.5, 40, 40));
    int one = asked(like(0.5, 40, 41));
    int two = asked(like(0.5, 40, 42));

    assertThat(one - none).isLessThan(two - one);
  }

  private static int asked(Variant variant) throws ImageRefused {
    var asked = new AtomicInteger();
    Images.read(PHOTO).before(() -> asked.incrementAndGet() < 0).render(List.of(variant));
    return asked.get();
  }

  @Test
  void impossible_aims_are_named() {
    assertThatThrownBy(() -> new Aim.Likeness(0.6, 1, 100, 0))
        .hasMessageContaining("target must be 0 to 0.5");
    assertThatThrownBy(() -> new Aim.Likeness(0.02, 80, 70, 0))
        .hasMessageContaining("min must be 1 to 70");
    assertThatThrownBy(() -> new Aim.Likeness(0.02, 70, 101, 0))
        .hasMessageContaining("max must be 100 or less");
  }
}
