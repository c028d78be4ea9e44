package dev.vifte.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.testkit.media.Media.Sample;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MediaTest {
  /// What the JDK has no reader for.
  private static final Set<String> OTHER_READERS = Set.of("cmyk.jpg", "flat.webp");

  static Stream<Sample> readablePictures() {
    return Media.valid().stream()
        .filter(sample -> sample.type().startsWith("image/"))
        .filter(sample -> !OTHER_READERS.contains(sample.name()));
  }

  @ParameterizedTest
  @MethodSource("readablePictures")
  void every_valid_picture_decodes_to_its_size(Sample sample) throws IOException {
    BufferedImage image = JdkReader.image(sample.bytes());

    int longer = sample.name().startsWith("one-pixel") ? 1 : 320;
    int shorter = sample.name().startsWith("one-pixel") ? 1 : 240;
    assertThat(Math.max(image.getWidth(), image.getHeight())).isEqualTo(longer);
    assertThat(Math.min(image.getWidth(), image.getHeight())).isEqualTo(shorter);
  }

  @Test
  void the_same_call_gives_the_same_bytes() {
    assertThat(Media.valid()).isEqualTo(Media.valid());
  }

  @Test
  void every_list_has_names_of_its_own() {
    for (List<Sample> list : List.of(Media.demo(), Media.valid())) {
      assertThat(list.stream().map(Sample::name)).doesNotHaveDuplicates();
    }
  }

  @Test
  void the_demo_is_small_enough_to_upload_anywhere() {
    assertThat(Media.demo()).hasSize(5).allMatch(sample -> sample.bytes().length < 2_000_000);
  }

  @Test
  void a_sample_is_not_changed_through_its_array() {
    Sample sample = HostileFiles.random();

    sample.bytes()[0]++;

    assertThat(sample).isEqualTo(HostileFiles.random());
  }
}
