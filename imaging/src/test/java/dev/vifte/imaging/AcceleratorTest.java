package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.imaging.ImageRefused.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// With the libvips of the machine: needs one that has HEVC and AV1.
class AcceleratorTest {
  private static final Accelerator VIPS = found();

  private static Accelerator found() {
    Accelerator found = Accelerator.of("auto");
    assertThat(found.present())
        .as("libvips is needed for these tests: apt-get install libvips42 (./dev check does)")
        .isTrue();
    return found;
  }

  @Test
  void it_is_named_by_its_file_and_tells_what_it_adds() {
    assertThat(VIPS.id()).matches("vips[0-9A-Za-z.-]+");
    assertThat(VIPS.version()).matches("8\\.\\d+\\.\\d+.*");
    assertThat(VIPS.adds())
        .containsExactly("reads HEIC", "reads AVIF", "reads WEBP", "writes WEBP", "writes AVIF");
  }

  @Test
  void it_is_asked_only_for_what_java_cannot_do_or_does_much_slower() {
    assertThat(VIPS.wants(ImageFormat.HEIC)).isTrue();
    assertThat(VIPS.wants(ImageFormat.WEBP)).isTrue();
    assertThat(VIPS.wants(ImageFormat.JPEG)).isFalse();
    assertThat(VIPS.wants(ImageFormat.PNG)).isFalse();
    assertThat(Accelerator.NONE.wants(ImageFormat.HEIC)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"HEIC", "AVIF", "WEBP"})
  void a_picture_is_decoded_with_its_colours_in_their_places(ImageFormat format) throws Exception {
    byte[] file = Specimens.of(format);

    Rendered whole = render(file, Variant.fit("x", 64, 48).as(OutputFormat.PNG));

    assertThat(ImageHeader.probe(file).format()).isEqualTo(format);
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(whole.bytes()));
    assertThat(near(shown.getRGB(16, 12), 0xff0000)).isTrue();
    assertThat(near(shown.getRGB(48, 12), 0x00ff00)).isTrue();
    assertThat(near(shown.getRGB(16, 36), 0x0000ff)).isTrue();
    assertThat(near(shown.getRGB(48, 36), 0xffffff)).isTrue();
  }

  private static boolean near(int argb, int rgb) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      most = Math.max(most, Math.abs((argb >> shift & 0xff) - (rgb >> shift & 0xff)));
    }
    return most < 40;
  }

  @ParameterizedTest
  @EnumSource(names = {"HEIC", "AVIF"})
  void without_one_the_refusal_says_how_to_convert(ImageFormat format) {
    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() -> Images.read(Specimens.of(format)).render(List.of(Variant.fit("x", 9, 9))))
        .withMessageContaining(format + " pictures are not supported here; save it as JPEG")
        .matches(why -> why.reason() == Reason.UNSUPPORTED);
  }

  @ParameterizedTest
  @EnumSource(names = {"WEBP", "AVIF"})
  void without_one_a_format_is_not_written(OutputFormat format) {
    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() ->
            Images.read(Samples.jpeg(40, 30)).render(List.of(Variant.fit("x", 9, 9).as(format))))
        .withMessageContaining("not written here")
        .matches(why -> why.reason() == Reason.UNSUPPORTED);
  }

  @ParameterizedTest
  @EnumSource(names = {"WEBP", "AVIF"})
  void what_it_writes_is_the_picture_and_nothing_else(OutputFormat format) throws Exception {
    byte[] source = Samples.png(120, 90);

    Rendered made = render(source, Variant.fit("x", 120, 90).as(format));

    Rendered again = render(made.bytes(), Variant.fit("x", 120, 90).as(OutputFormat.PNG));
    assertThat(again.width()).isEqualTo(120);
    BufferedImage before = ImageIO.read(new ByteArrayInputStream(source));
    BufferedImage after = ImageIO.read(new ByteArrayInputStream(again.bytes()));
    assertThat(meanError(before, after)).isLessThan(8);
    assertThat(new String(made.bytes(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))
        .doesNotContain("exif")
        .doesNotContain("xmp");
    assertThat(render(source, Variant.fit("x", 120, 90).as(format)).bytes())
        .isEqualTo(made.bytes());
  }

  private static double meanError(BufferedImage one, BufferedImage other) {
    long sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        sum += Math.abs((one.getRGB(x, y) >> 8 & 0xff) - (other.getRGB(x, y) >> 8 & 0xff));
      }
    }
    return (double) sum / one.getWidth() / one.getHeight();
  }

  @ParameterizedTest
  @EnumSource(names = {"WEBP", "AVIF"})
  void transparency_goes_out_and_comes_in_again(OutputFormat format) throws Exception {
    byte[] clear = Samples.encode(Samples.photo(60, 40, BufferedImage.TYPE_INT_ARGB), "png");

    byte[] made = render(clear, Variant.fit("x", 60, 40).as(format)).bytes();

    assertThat(ImageHeader.probe(made).samples().alpha()).isTrue();
    Rendered again = render(made, Variant.fit("x", 60, 40));
    assertThat(again.format()).isEqualTo(OutputFormat.PNG);
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(again.bytes()));
    assertThat(shown.getRGB(1, 20) >>> 24).isLessThan(30);
    assertThat(shown.getRGB(58, 20) >>> 24).isGreaterThan(225);
  }

  @ParameterizedTest
  @EnumSource(names = {"HEIC", "AVIF", "WEBP"})
  void a_picture_cut_off_is_refused(ImageFormat format) {
    byte[] whole = Specimens.of(format);
    byte[] cut = Arrays.copyOf(whole, whole.length - 30);

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() -> render(cut, Variant.fit("x", 9, 9)));
  }

  @Test
  void a_deadline_ends_the_decoding() {
    Images late = Images.read(Specimens.of(ImageFormat.AVIF)).with(VIPS).before(() -> true);

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() -> late.render(List.of(Variant.fit("x", 9, 9))))
        .matches(why -> why.reason() == Reason.TIMEOUT);
  }

  @Test
  void none_is_none_and_a_path_must_be_a_library(@TempDir Path folder) throws IOException {
    Path junk = Files.writeString(folder.resolve("libvips.so.42"), "no library");

    assertThat(Accelerator.of("none").present()).isFalse();
    assertThatThrownBy(() -> Accelerator.of(folder.resolve("away").toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> Accelerator.of(junk.toString()).version())
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Accelerator.of(junk.toString()).adds()).isEmpty();
  }

  private static Rendered render(byte[] file, Variant variant) throws ImageRefused {
    return Images.read(file).with(VIPS).render(List.of(variant)).getFirst();
  }
}
