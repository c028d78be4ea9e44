package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vifte.imaging.ImageRefused.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {
  @TempDir private Path folder;

  private static Reason refusal(byte[] file) {
    try {
      ImageLimits.DEFAULTS.check(ImageHeader.probe(file));
      throw new AssertionError("it was accepted");
    } catch (ImageRefused why) {
      return why.reason();
    }
  }

  @ParameterizedTest
  @CsvSource({"png,PNG", "gif,GIF", "bmp,BMP", "tiff,TIFF", "jpg,JPEG"})
  void format_and_size_are_read_from_the_header(String name, ImageFormat format)
      throws ImageRefused {
    ImageHeader header = ImageHeader.probe(Samples.encode(Samples.photo(123, 45), name));

    assertThat(header.format()).isEqualTo(format);
    assertThat(header.width()).isEqualTo(123);
    assertThat(header.height()).isEqualTo(45);
    assertThat(header.frames()).isEqualTo(1);
    assertThat(header.samples().alpha()).isFalse();
  }

  @Test
  void a_stream_is_probed_like_an_array() throws IOException {
    byte[] jpeg = Samples.turned(Samples.jpeg(120, 80), 6);

    ImageHeader header = ImageHeader.probe(new ByteArrayInputStream(jpeg));

    assertThat(header).isEqualTo(ImageHeader.probe(jpeg));
    assertThat(header.orientation()).isEqualTo(6);
    assertThat(header.orientedWidth()).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 999, 65535})
  void an_impossible_orientation_counts_as_upright(int orientation) throws ImageRefused {
    byte[] jpeg = Samples.turned(Samples.jpeg(20, 20), orientation);

    assertThat(ImageHeader.probe(jpeg).orientation()).isEqualTo(1);
  }

  @Test
  void orientation_is_read_from_a_png_too() throws ImageRefused {
    byte[] exif = Samples.exif(8);
    byte[] png = Samples.withChunk(Samples.png(9, 9), "eXIf", Arrays.copyOfRange(exif, 6, 32));

    assertThat(ImageHeader.probe(png).orientation()).isEqualTo(8);
  }

  @Test
  void an_exif_block_of_any_noise_is_survived() throws ImageRefused {
    Random noise = new Random(11);
    byte[] jpeg = Samples.jpeg(16, 16);
    for (int i = 0; i < 500; i++) {
      byte[] block = Samples.exif(6);
      for (int k = 0; k < 6; k++) {
        block[6 + noise.nextInt(block.length - 6)] = (byte) noise.nextInt();
      }
      assertThat(ImageHeader.probe(Samples.withSegment(jpeg, 0xe1, block)).orientation())
          .isBetween(1, 8);
    }
  }

  @Test
  void the_scans_of_a_progressive_jpeg_are_counted() throws ImageRefused {
    ImageHeader header = ImageHeader.probe(Samples.jpeg(Samples.photo(64, 64), true));

    assertThat(header.coding().progressive()).isTrue();
    assertThat(header.coding().scans()).isGreaterThan(3);
  }

  @Test
  void a_jpeg_of_a_thousand_scans_is_refused() {
    byte[] jpeg = Samples.jpeg(Samples.photo(64, 64), true);
    int scan = RareSamples.lastScan(jpeg);
    var many = new ByteArrayOutputStream();
    many.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < 1000; i++) {
      many.write(jpeg, scan, jpeg.length - 2 - scan);
    }
    many.write(jpeg, jpeg.length - 2, 2);

    assertThat(refusal(many.toByteArray())).isEqualTo(Reason.TOO_MANY_SCANS);
  }

  @Test
  void a_gif_with_a_tiny_frame_on_a_giant_screen_is_as_large_as_its_screen() {
    byte[] gif = Samples.encode(Samples.photo(1, 1), "gif");
    Arrays.fill(gif, 6, 10, (byte) 0xff);

    assertThat(refusal(gif)).isEqualTo(Reason.TOO_MANY_PIXELS);
  }

  @Test
  void a_webp_of_a_few_bytes_is_as_large_as_it_says() throws ImageRefused {
    byte[] webp = RareSamples.webp(16_383, 16_383);

    assertThat(webp).hasSizeLessThan(60);
    assertThat(ImageHeader.probe(webp).width()).isEqualTo(16_383);
    assertThat(refusal(webp)).isEqualTo(Reason.TOO_MANY_PIXELS);
  }

  /// The reader would make an array for all that the header says is inside.
  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void a_bmp_around_another_file_is_refused_by_its_header(int compression) {
    assertThat(refusal(RareSamples.bmpAround(compression, Integer.MAX_VALUE - 8)))
        .isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void a_tag_that_claims_four_billion_values_is_refused() {
    byte[] tiff = Samples.encode(Samples.photo(10, 10), "tiff");
    ByteBuffer strips = RareSamples.tag(tiff, 273);
    strips.putInt(strips.position() + 4, -1);

    assertThat(refusal(tiff)).isEqualTo(Reason.TRUNCATED);
  }

  /// A reader would allocate for all of them.
  @Test
  void a_tiff_that_claims_three_hundred_million_samples_a_pixel_is_refused() {
    byte[] tiff = Samples.encode(Samples.photo(10, 10), "tiff");
    ByteBuffer samples = RareSamples.tag(tiff, 277);
    int entry = samples.position();
    samples.putShort(entry + 2, (short) 4).putInt(entry + 4, 1).putInt(entry + 8, 300_000_000);

    assertThat(refusal(tiff)).isEqualTo(Reason.CORRUPT);
  }

  /// A reader makes a row of a tile before it reads one.
  @ParameterizedTest
  @ValueSource(ints = {0, -1, 16_385, 600_000_000})
  void a_tiff_whose_tiles_have_an_impossible_side_is_refused(int side) {
    for (int id : new int[] {322, 323}) {
      assertThat(refusal(tiled(id, side))).isEqualTo(Reason.CORRUPT);
    }
  }

  @Test
  void tiles_may_be_larger_than_a_small_picture() throws ImageRefused {
    assertThat(ImageHeader.probe(tiled(322, 256)).width()).isEqualTo(10);
  }

  /// In one strip, with a side of a tile instead of the number of its rows.
  private static byte[] tiled(int id, int side) {
    byte[] tiff = Samples.encode(Samples.photo(10, 10), "tiff");
    ByteBuffer rows = RareSamples.tag(tiff, 278);
    int entry = rows.position();
    rows.putShort(entry, (short) id).putShort(entry + 2, (short) 4);
    rows.putInt(entry + 4, 1).putInt(entry + 8, side);
    return tiff;
  }

  /// The numbers of a BigTIFF are signed.
  @ParameterizedTest
  @CsvSource({"-9,9", "8,-9", "9223372036854775807,4000", "0,0"})
  void a_profile_that_lies_nowhere_is_none(long offset, long count) throws Exception {
    byte[] tiff = RareSamples.bigTiff(offset, count);

    ImageFile parsed = ImageFile.parse(tiff);

    assertThat(parsed.header().width()).isEqualTo(1);
    assertThat(parsed.profile(tiff).map(found -> found.length).orElse(0)).isZero();
    assertThat(Images.read(tiff).render(List.of(Variant.fit("x", 5, 5)))).hasSize(1);
  }

  @Test
  void a_tiff_whose_pages_go_round_has_as_many_as_there_are() throws ImageRefused {
    byte[] tiff = RareSamples.loopedTiff(10, 10);

    assertThat(ImageHeader.probe(tiff).frames()).isEqualTo(1);
    assertThat(Images.read(tiff).render(List.of(Variant.fit("x", 5, 5)))).hasSize(1);
  }

  @Test
  void a_profile_or_text_that_inflates_to_much_is_not_inflated() throws ImageRefused {
    byte[] bomb = Samples.deflate(new byte[64 << 20]);
    ByteBuffer named = ByteBuffer.allocate(bomb.length + 3).put((byte) 'x').putShort((short) 0);
    byte[] chunk = named.put(bomb).array();
    byte[] png = Samples.withChunk(Samples.png(8, 8), "zTXt", chunk);
    byte[] both = Samples.withChunk(png, "iCCP", chunk);

    assertThat(ImageHeader.probe(both).profile()).isTrue();
    assertThat(Images.read(both).render(List.of(Variant.fit("x", 5, 5)))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void the_header_of_a_file_on_a_disk_is_read_however_long_it_is(String format) throws IOException {
    byte[] whole = Samples.encode(Samples.photo(123, 45), format);
    Path file = Files.write(folder.resolve("long"), whole);
    try (var longer = new RandomAccessFile(file.toFile(), "rw")) {
      longer.setLength(200L << 20);
    }

    assertThat(ImageHeader.probe(file)).isEqualTo(ImageHeader.probe(whole));
  }

  @ParameterizedTest
  @CsvSource({"ftypheic,HEIC", "ftypmif1,HEIC", "ftypavif,AVIF", "ftypmif1....miafavif,AVIF"})
  void a_known_format_that_is_not_read_is_named(String brand, String format) {
    byte[] file =
        ("\0\0\0" + (char) (brand.length() + 8) + brand + "\0\0\0\0")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() -> ImageHeader.probe(file))
        .withMessageContaining(format)
        .matches(why -> why.reason() == Reason.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff", "jpg"})
  void flipped_bytes_end_in_a_picture_or_a_refusal(String format) {
    Random noise = new Random(5);
    byte[] whole = Samples.encode(Samples.photo(60, 40), format);
    for (int i = 0; i < 150; i++) {
      byte[] hurt = Arrays.copyOf(whole, whole.length - noise.nextInt(whole.length / 4));
      for (int k = 0; k < 4; k++) {
        hurt[noise.nextInt(Math.min(hurt.length, 300))] = (byte) noise.nextInt();
      }
      assertThat(survives(hurt)).isTrue();
    }
  }

  private static boolean survives(byte[] file) {
    try {
      ImageLimits small = ImageLimits.DEFAULTS.withPixels(1_000_000);
      return Images.read(file).within(small).render(List.of(Variant.fit("x", 20, 20))).size() == 1;
    } catch (ImageRefused refused) {
      return !refused.getMessage().isBlank();
    }
  }

  @Test
  void palette_and_alpha_show_in_the_samples() throws ImageRefused {
    BufferedImage clear = Samples.photo(20, 20, BufferedImage.TYPE_INT_ARGB);
    BufferedImage gray = Samples.photo(20, 20, BufferedImage.TYPE_BYTE_GRAY);

    assertThat(ImageHeader.probe(Samples.encode(clear, "png")).samples())
        .isEqualTo(new ImageHeader.Samples(4, 8, true));
    assertThat(ImageHeader.probe(Samples.encode(gray, "png")).samples())
        .isEqualTo(new ImageHeader.Samples(1, 8, false));
  }
}
