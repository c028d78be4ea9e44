package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vifte.imaging.ImageRefused.Reason;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
  private static final Variant THUMB = Variant.fit("thumb", 64, 64);

  private static Rendered one(byte[] file, Variant variant) throws ImageRefused {
    return Images.read(file).render(List.of(variant)).getFirst();
  }

  private static Reason refused(byte[] file) {
    try {
      one(file, THUMB);
      throw new AssertionError("it was rendered");
    } catch (ImageRefused why) {
      return why.reason();
    }
  }

  @Test
  void one_decode_gives_every_variant_in_order() throws ImageRefused {
    List<Rendered> made =
        Images.read(Samples.jpeg(640, 480))
            .render(
                List.of(
                    Variant.fit("thumb", 128, 128),
                    Variant.fill("tile", 100, 100),
                    Variant.width("web", 320).as(OutputFormat.PNG),
                    Variant.height("tall", 60)));

    assertThat(made).extracting(Rendered::name).containsExactly("thumb", "tile", "web", "tall");
    assertThat(made).extracting(Rendered::width).containsExactly(128, 100, 320, 80);
    assertThat(made).extracting(Rendered::height).containsExactly(96, 100, 240, 60);
    assertThat(made.get(2).format()).isEqualTo(OutputFormat.PNG);
    assertThat(Samples.decode(made.getFirst()).getWidth()).isEqualTo(128);
  }

  @Test
  void a_small_picture_is_enlarged_only_when_asked() throws ImageRefused {
    byte[] small = Samples.png(30, 20);

    assertThat(one(small, Variant.width("w", 300)).width()).isEqualTo(30);
    assertThat(one(small, Variant.width("w", 300).enlarging()).height()).isEqualTo(200);
    assertThat(one(small, Variant.fill("f", 10, 40)).height()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void every_orientation_is_turned_upright(int orientation) throws ImageRefused {
    BufferedImage marked = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
    marked.createGraphics().fillRect(0, 0, 40, 20);
    byte[] jpeg = Samples.turned(Samples.jpeg(marked, false), orientation);

    BufferedImage upright =
        Samples.decode(one(jpeg, Variant.width("same", 80).as(OutputFormat.PNG)));

    assertThat(upright.getWidth()).isEqualTo(orientation > 4 ? 40 : 80);
    String corner = List.of("", "NW", "NE", "SE", "SW", "NW", "NE", "SE", "SW").get(orientation);
    int x = corner.endsWith("W") ? 5 : upright.getWidth() - 6;
    int y = corner.startsWith("N") ? 5 : upright.getHeight() - 6;
    assertThat(upright.getRGB(x, y) & 0xff).isGreaterThan(200);
    assertThat(upright.getRGB(upright.getWidth() - 1 - x, y) & 0xff).isLessThan(50);
    assertThat(upright.getRGB(x, upright.getHeight() - 1 - y) & 0xff).isLessThan(50);
  }

  @Test
  void alpha_makes_a_png_and_is_laid_on_white_in_a_jpeg() throws ImageRefused {
    byte[] clear = Samples.encode(new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB), "png");

    assertThat(one(clear, THUMB).format()).isEqualTo(OutputFormat.PNG);
    Rendered flat = one(clear, THUMB.as(OutputFormat.JPEG));
    assertThat(Samples.decode(flat).getRGB(20, 20)).isEqualTo(0xffffffff);
  }

  @Test
  void equal_input_gives_equal_bytes() throws ImageRefused {
    byte[] jpeg = Samples.jpeg(300, 200);

    assertThat(one(jpeg, THUMB).bytes()).isEqualTo(one(jpeg, THUMB).bytes());
  }

  @Test
  void neither_metadata_nor_a_tail_reaches_the_output() throws ImageRefused {
    byte[] secret = "Exif\0\0 a secret place".getBytes(StandardCharsets.ISO_8859_1);
    byte[] jpeg = Samples.withSegment(Samples.jpeg(200, 100), 0xe1, secret);
    byte[] tail = "PK\3\4 a zip follows".getBytes(StandardCharsets.ISO_8859_1);
    byte[] both = ByteBuffer.allocate(jpeg.length + tail.length).put(jpeg).put(tail).array();

    String out = new String(one(both, THUMB).bytes(), StandardCharsets.ISO_8859_1);

    assertThat(out).doesNotContain("secret", "zip");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9, 0.99})
  void a_truncated_jpeg_is_refused_with_its_reason(double part) {
    byte[] whole = Samples.jpeg(400, 300);

    assertThat(refused(Arrays.copyOf(whole, (int) (whole.length * part))))
        .isEqualTo(Reason.TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
  void a_truncated_picture_of_any_format_is_refused(String format) {
    byte[] whole = Samples.encode(Samples.photo(120, 90), format);

    assertThat(refused(Arrays.copyOf(whole, whole.length / 2)))
        .isIn(Reason.TRUNCATED, Reason.CORRUPT);
  }

  @Test
  void a_jpeg_whose_data_stops_before_its_end_marker_is_refused() {
    byte[] whole = Samples.jpeg(400, 300);
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;

    assertThat(refused(cut)).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void what_is_no_picture_is_refused() {
    assertThat(refused(new byte[0])).isEqualTo(Reason.EMPTY);
    assertThat(refused("<html>hello".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Reason.UNSUPPORTED);
    assertThat(refused("<svg xmlns=''/>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void a_giant_header_is_refused_before_anything_is_decoded() {
    assertThat(refused(Samples.pngHeader(50_000, 50_000, 8, 6))).isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThatThrownBy(() -> one(Samples.pngHeader(50_000, 50_000, 8, 6), THUMB))
        .hasMessageContaining("50000 x 50000 px")
        .hasMessageContaining("100000000 pixels");
  }

  @Test
  void the_deadline_is_asked_while_decoding() {
    byte[] jpeg = Samples.jpeg(800, 600);
    int[] asked = {0};
    Deadline soon = () -> ++asked[0] > 30;

    assertThatThrownBy(() -> Images.read(jpeg).before(soon).render(List.of(THUMB)))
        .isInstanceOfSatisfying(
            ImageRefused.class, why -> assertThat(why.reason()).isEqualTo(Reason.TIMEOUT));
    assertThat(asked[0]).isEqualTo(31);
  }

  @Test
  void a_deadline_expires_when_its_time_is_over() {
    Instant[] now = {Instant.EPOCH};
    Deadline deadline = Deadline.after(Duration.ofSeconds(2), () -> now[0]);

    assertThat(deadline.expired()).isFalse();
    now[0] = now[0].plusSeconds(3);
    assertThat(deadline.expired()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff", "jpg"})
  void every_format_shows_the_same_picture(String format) throws ImageRefused {
    BufferedImage drawn = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
    drawn.createGraphics().fillRect(40, 30, 80, 60);

    BufferedImage small =
        Samples.decode(
            one(Samples.encode(drawn, format), Variant.width("w", 80).as(OutputFormat.PNG)));

    assertThat(small.getRGB(40, 30) & 0xff).isCloseTo(255, within(8));
    assertThat(small.getRGB(5, 5) & 0xff).isCloseTo(0, within(8));
  }

  static Stream<byte[]> flatPictures() {
    return Stream.of(RareSamples.webp(90, 60), RareSamples.psd(90, 60));
  }

  @ParameterizedTest
  @MethodSource("flatPictures")
  void a_flat_webp_or_psd_keeps_its_colour(byte[] file) throws ImageRefused {
    BufferedImage small = Samples.decode(one(file, Variant.fit("x", 30, 30).as(OutputFormat.PNG)));

    assertThat(small.getWidth()).isEqualTo(30);
    assertThat(small.getRGB(15, 10)).isEqualTo(0xffc89664);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_progressive_picture_is_shown_as_finished(boolean jpeg) throws ImageRefused {
    BufferedImage photo = Samples.photo(200, 150);
    byte[] plain = jpeg ? Samples.jpeg(photo, false) : Samples.encode(photo, "png");
    byte[] staged = jpeg ? Samples.jpeg(photo, true) : RareSamples.interlaced(photo);
    Variant lossless = Variant.width("w", 100).as(OutputFormat.PNG);

    BufferedImage fromPlain = Samples.decode(one(plain, lossless));
    double[][] expected = Reference.resample(fromPlain, 100, 75);

    assertThat(Reference.psnr(Samples.decode(one(staged, lossless)), expected)).isGreaterThan(45);
  }

  @Test
  void sixteen_bits_are_rounded_to_eight() throws ImageRefused {
    byte[] png = RareSamples.png16(100, 100);

    int pixel =
        Samples.decode(one(png, Variant.width("w", 100).as(OutputFormat.PNG))).getRGB(50, 20);

    assertThat(pixel).isEqualTo(0xff000000 | 127 << 16 | 51 << 8 | 128);
  }
}
