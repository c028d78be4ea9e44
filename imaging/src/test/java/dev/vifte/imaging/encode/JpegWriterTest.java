package dev.vifte.imaging.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JpegWriterTest {
  static Stream<Arguments> shapes() {
    List<Arguments> all = new ArrayList<>();
    int[][] sizes = {{1, 1}, {7, 9}, {8, 8}, {16, 16}, {17, 33}, {130, 5}};
    for (int[] size : sizes) {
      for (int channels : new int[] {1, 3}) {
        for (Sampling sampling : Sampling.values()) {
          all.add(Arguments.of(size[0], size[1], channels, sampling));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void a_picture_of_any_size_comes_back(int width, int height, int channels, Sampling sampling) {
    Bitmap picture = Pictures.soft(width, height, channels);

    byte[] jpeg = Pictures.write(picture, 95, sampling);

    assertThat(Pictures.read(jpeg).getWidth()).isEqualTo(width);
    assertThat(Pictures.read(jpeg).getHeight()).isEqualTo(height);
    assertThat(Pictures.read(jpeg).getRaster().getNumBands()).isEqualTo(channels);
    assertThat(Pictures.psnr(picture, jpeg)).isGreaterThan(38);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50, 80, 95, 100})
  void it_is_as_good_as_the_writer_of_the_jdk_and_no_larger(int quality) {
    for (int channels : new int[] {1, 3}) {
      Bitmap picture = Pictures.photo(515, 389, channels);

      byte[] ours = Pictures.write(picture, quality, Sampling.HALF);
      byte[] jdks = Pictures.writtenByJdk(picture, quality);

      assertThat(Pictures.psnr(picture, ours)).isGreaterThan(Pictures.psnr(picture, jdks) - 0.3);
      assertThat(ours.length).isLessThan(jdks.length);
    }
  }

  @Test
  void the_lowest_quality_is_still_the_picture_and_the_highest_nearly_the_same() {
    Bitmap picture = Pictures.photo(200, 150, 3);

    byte[] coarse = Pictures.write(picture, 1, Sampling.FULL);
    byte[] fine = Pictures.write(picture, 100, Sampling.FULL);

    assertThat(Pictures.psnr(picture, coarse)).isBetween(15.0, 30.0);
    assertThat(Pictures.psnr(picture, fine)).isGreaterThan(50);
    assertThat(coarse.length).isLessThan(fine.length / 10);
  }

  @Test
  void every_pixel_keeps_its_own_colour_with_full_sampling() {
    byte[] samples = new byte[64 * 64 * 3];
    for (int i = 0; i < samples.length; i += 3) {
      samples[i + 2 * (i / 3 % 2)] = (byte) 255;
    }
    Bitmap stripes = new Bitmap(64, 64, 3, samples);

    assertThat(Pictures.psnr(stripes, Pictures.write(stripes, 95, Sampling.FULL)))
        .isGreaterThan(30);
    assertThat(Pictures.psnr(stripes, Pictures.write(stripes, 95, Sampling.HALF))).isLessThan(15);
  }

  @ParameterizedTest
  @EnumSource
  void equal_pixels_give_equal_bytes(Sampling sampling) {
    assertThat(Pictures.write(Pictures.photo(150, 90, 3), 80, sampling))
        .isEqualTo(Pictures.write(Pictures.photo(150, 90, 3), 80, sampling));
  }

  @Test
  void codes_learnt_from_the_beginning_serve_the_rest_of_a_large_picture() {
    byte[] samples = new byte[512 * 1024];
    Random noise = new Random(3);
    for (int i = 0; i < samples.length; i++) {
      boolean calm = i < samples.length * 3 / 4;
      samples[i] = (byte) (calm ? 120 + noise.nextInt(16) : noise.nextBoolean() ? 255 : 0);
    }
    Bitmap picture = new Bitmap(512, 1024, 1, samples);

    assertThat(Pictures.psnr(picture, Pictures.write(picture, 100, Sampling.HALF)))
        .isGreaterThan(50);
  }

  @Test
  void the_file_tells_nothing_but_the_picture() {
    byte[] jpeg = Pictures.write(Pictures.photo(64, 64, 3), 80, Sampling.HALF);

    List<Integer> segments = new ArrayList<>();
    int at = 2;
    while (segments.isEmpty() || segments.getLast() != 0xda) {
      segments.add(jpeg[at + 1] & 0xff);
      at += 2 + (((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff));
    }

    assertThat(segments).containsExactly(0xe0, 0xdb, 0xdb, 0xc0, 0xc4, 0xc4, 0xc4, 0xc4, 0xda);
    assertThat(jpeg).endsWith(0xff, 0xd9);
  }

  @Test
  void what_cannot_be_written_is_refused_with_what_could_be() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bitmap(70_000, 1, 1, new byte[70_000]))
        .withMessageContaining("1 to 65535 pixels a side, not 70000 x 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bitmap(2, 2, 4, new byte[16]))
        .withMessageContaining("1 or 3 channels, not 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bitmap(2, 2, 3, new byte[11]))
        .withMessageContaining("11");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JpegWriter(Pictures.soft(2, 2, 1), 0, Sampling.HALF))
        .withMessageContaining("quality is 0");
  }

  @Test
  void a_file_is_not_ended_before_its_last_band() {
    var writer = new JpegWriter(Pictures.soft(20, 20, 3), 80, Sampling.HALF);
    assertThat(writer.writeBand()).isTrue();

    assertThatIllegalStateException().isThrownBy(writer::finish).withMessageContaining("row 16");
  }
}
