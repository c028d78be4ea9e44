package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import dev.vifte.imaging.ImageRefused.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The JPEG decoder beside the JDK's.
class JpegTest {
  private static final int WIDTH = 531;
  private static final int HEIGHT = 373;

  static Stream<JpegSamples> kinds() {
    return Stream.of("1 1", "2 1", "2 2", "1 2", "4 1", "4 2", "1 4")
        .map(factors -> factors.split(" "))
        .map(f -> new JpegSamples(Integer.parseInt(f[0]), Integer.parseInt(f[1]), false, 0))
        .flatMap(kind -> Stream.of(kind, kind.restarting(5), kind.staged()));
  }

  private static BufferedImage render(byte[] jpeg, int width) throws ImageRefused {
    Variant variant = Variant.width("w", width).as(OutputFormat.PNG);
    return Samples.decode(Images.read(jpeg).render(List.of(variant)).getFirst());
  }

  private static double psnr(byte[] jpeg, int width) throws IOException {
    BufferedImage ours = render(jpeg, width);
    BufferedImage whole = ImageIO.read(new ByteArrayInputStream(jpeg));
    return Reference.psnr(ours, Reference.resample(whole, ours.getWidth(), ours.getHeight()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_sampling_is_as_the_jdk_has_it_at_every_size(JpegSamples kind) throws IOException {
    byte[] jpeg = kind.of(Samples.photo(WIDTH, HEIGHT));

    for (int width : new int[] {WIDTH, 300, 170, 70, 30}) {
      assertThat(psnr(jpeg, width)).as("%d px wide", width).isGreaterThan(40);
    }
  }

  @Test
  void variants_of_one_call_are_as_good_as_each_alone() throws IOException {
    byte[] jpeg = JpegSamples.PLAIN.of(Samples.photo(1600, 1200));
    BufferedImage whole = ImageIO.read(new ByteArrayInputStream(jpeg));
    List<Variant> variants =
        Stream.of(100, 700, 350)
            .map(width -> Variant.width("w" + width, width).as(OutputFormat.PNG))
            .toList();

    for (Rendered made : Images.read(jpeg).render(variants)) {
      double[][] exact = Reference.resample(whole, made.width(), made.height());
      assertThat(Reference.psnr(Samples.decode(made), exact)).as(made.name()).isGreaterThan(40);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 9", "8, 8", "9, 1", "1, 17", "16, 16", "33, 15"})
  void the_smallest_pictures_are_right(int width, int height) throws IOException {
    BufferedImage photo = Samples.photo(width, height);
    JpegSamples whole = new JpegSamples(1, 1, false, 0);

    assertThat(psnr(whole.of(photo), width)).isGreaterThan(45);
    assertThat(psnr(whole.staged().of(photo), width)).isGreaterThan(45);
    assertThat(psnr(JpegSamples.PLAIN.of(photo), width)).isGreaterThan(25);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 60, 20})
  void gray_stays_gray(int width) throws IOException {
    BufferedImage gray = Samples.photo(200, 120, BufferedImage.TYPE_BYTE_GRAY);

    byte[] jpeg = Samples.jpeg(gray, false);

    assertThat(render(jpeg, width).getRaster().getNumBands()).isEqualTo(1);
    assertThat(psnr(jpeg, width)).isGreaterThan(40);
    assertThat(psnr(Samples.jpeg(gray, true), width)).isGreaterThan(40);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 2"})
  void scans_of_one_component_each_give_the_same_picture(int across, int down) throws IOException {
    BufferedImage luma = Samples.photo(201, 133, BufferedImage.TYPE_BYTE_GRAY);
    int width = (201 + across - 1) / across;
    int height = (133 + down - 1) / down;
    BufferedImage colour = Samples.photo(width, height, BufferedImage.TYPE_BYTE_GRAY);

    byte[] jpeg = new JpegSamples(across, down, false, 0).scanByScan(luma, colour, colour);

    assertThat(ImageHeader.probe(jpeg).coding().scans()).isEqualTo(3);
    for (int size : new int[] {201, 100, 60}) {
      assertThat(psnr(jpeg, size)).as("%d px wide", size).isGreaterThan(34);
    }
  }

  @Test
  void a_component_that_comes_twice_or_never_is_refused() {
    BufferedImage gray = Samples.photo(40, 40, BufferedImage.TYPE_BYTE_GRAY);
    JpegSamples kind = new JpegSamples(1, 1, false, 0);
    byte[] twice = kind.scanByScan(gray, gray, gray);
    twice[RareSamples.lastScan(twice) + 5] = 2;

    assertThat(outcome(twice, 10)).isEqualTo(Reason.CORRUPT.name());
    assertThat(outcome(kind.scanByScan(gray, gray), 10)).isEqualTo(Reason.CORRUPT.name());
  }

  @Test
  void the_deadline_is_asked_in_every_scan_and_while_blocks_are_finished() {
    byte[] jpeg = JpegSamples.PLAIN.staged().of(Samples.photo(640, 480));
    int[] asked = {0};
    Deadline count = () -> ++asked[0] > 1_000_000;
    int rows = 480 / 16;

    assertThatCode(() -> Images.read(jpeg).before(count).render(List.of(Variant.width("w", 640))))
        .doesNotThrowAnyException();

    assertThat(asked[0]).isGreaterThan(10 * rows);
  }

  @Test
  void inks_are_turned_over_where_adobe_says_so() throws ImageRefused {
    byte[] plain = JpegSamples.inks(160, 160);
    byte[] adobe = Samples.withSegment(plain, 0xee, RareSamples.adobe(0));

    int dark = render(plain, 80).getRGB(60, 20) & 0xff;
    int light = render(adobe, 80).getRGB(60, 20) & 0xff;

    assertThat(dark).isCloseTo((255 - 128) * (255 - 40) / 255, within(3));
    assertThat(light).isCloseTo(128 * 40 / 255, within(3));
  }

  @Test
  void components_named_red_green_and_blue_are_not_converted() throws IOException {
    byte[] named = RareSamples.renamed(new JpegSamples(1, 1, false, 0).of(Samples.photo(64, 64)));

    BufferedImage ours = render(named, 64);
    int[] stored = new int[3];
    ours.getRaster().getPixel(10, 10, stored);
    int[] converted = new int[3];
    render(new JpegSamples(1, 1, false, 0).of(Samples.photo(64, 64)), 64)
        .getRaster()
        .getPixel(10, 10, converted);

    double luma = 0.299 * converted[0] + 0.587 * converted[1] + 0.114 * converted[2];
    assertThat((double) stored[0]).isCloseTo(luma, within(2.5));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void every_beginning_of_a_file_is_refused_as_cut(boolean progressive) {
    byte[] jpeg = Samples.jpeg(Samples.photo(40, 30), progressive);

    for (int length = 3; length < jpeg.length - 1; length++) {
      byte[] part = Arrays.copyOf(jpeg, length);
      assertThat(outcome(part, 10)).as("%d bytes", length).isEqualTo(Reason.TRUNCATED.name());
    }
  }

  @Test
  void data_that_stop_early_are_refused_at_every_size() {
    byte[] jpeg = Samples.jpeg(400, 300);
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length * 3 / 4);
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;

    for (int width : new int[] {400, 200, 100, 30}) {
      assertThat(outcome(cut, width)).isEqualTo(Reason.CORRUPT.name());
    }
  }

  @Test
  void a_missing_restart_marker_is_refused() {
    byte[] jpeg = JpegSamples.PLAIN.restarting(3).of(Samples.photo(200, 200));
    for (int i = RareSamples.lastScan(jpeg); i + 1 < jpeg.length; i++) {
      boolean third = (jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xd2;
      jpeg[i + 1] = third ? (byte) 0xd5 : jpeg[i + 1];
    }

    assertThat(outcome(jpeg, 50)).isEqualTo(Reason.CORRUPT.name());
  }

  /// As the common readers have it; a sample of Pillow's is such a file.
  @Test
  void data_left_over_before_restart_markers_do_no_harm() throws IOException {
    BufferedImage photo = Samples.photo(200, 200);
    byte[] jpeg = JpegSamples.PLAIN.restarting(13).of(photo);
    var padded = new ByteArrayOutputStream();
    int scan = RareSamples.lastScan(jpeg);
    for (int i = 0; i < jpeg.length; i++) {
      boolean marker = i > scan && jpeg[i] == (byte) 0xff && (jpeg[i + 1] & 0xf8) == 0xd0;
      padded.writeBytes(new byte[marker ? 40 : 0]);
      padded.write(jpeg[i]);
    }

    assertThat(psnr(padded.toByteArray(), 90)).isGreaterThan(40);
  }

  @Test
  void flipped_bits_end_in_a_picture_or_a_refusal() {
    Random noise = new Random(20);
    List<byte[]> files =
        kinds().map(kind -> kind.of(Samples.photo(60 + kind.across(), 44))).toList();
    UnaryOperator<byte[]> hurt =
        whole -> {
          byte[] copy = whole.clone();
          for (int i = 0; i < 1 + noise.nextInt(8); i++) {
            copy[2 + noise.nextInt(copy.length - 2)] ^= (byte) (1 << noise.nextInt(8));
          }
          return copy;
        };
    for (int i = 0; i < 4_000; i++) {
      byte[] file = hurt.apply(files.get(i % files.size()));
      assertThat(outcome(file, 8 + noise.nextInt(60))).isNotBlank();
    }
  }

  /// Anything else that is thrown fails the test.
  private static String outcome(byte[] file, int width) {
    try {
      ImageLimits small = ImageLimits.DEFAULTS.withPixels(1_000_000);
      Variant variant = Variant.width("w", width).as(OutputFormat.PNG);
      return Images.read(file).within(small).render(List.of(variant)).getFirst().name();
    } catch (ImageRefused refused) {
      return refused.reason().name();
    }
  }
}
