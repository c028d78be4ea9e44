package dev.vifte.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.testkit.media.Media.Sample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

final class HostileTest {
  private static final List<Sample> ALL = Media.hostile();

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static Sample named(String name) {
    return ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void all_of_them_are_small_and_have_names_of_their_own() {
    assertThat(ALL).allMatch(sample -> sample.bytes().length < 2_000_000);
    assertThat(ALL.stream().map(Sample::name)).doesNotHaveDuplicates();
  }

  @Test
  void a_jpeg_header_claims_65500_on_each_side() throws IOException {
    byte[] bytes = HostileImages.hugeJpeg().bytes();

    assertThat(JdkReader.<Integer>read(bytes, reader -> reader.getWidth(0))).isEqualTo(65500);
    assertThat(JdkReader.<Integer>read(bytes, reader -> reader.getHeight(0))).isEqualTo(65500);
  }

  @Test
  void a_png_header_claims_60000_on_each_side() throws IOException {
    byte[] bytes = HostileImages.hugePng().bytes();

    assertThat(JdkReader.<Integer>read(bytes, reader -> reader.getWidth(0))).isEqualTo(60_000);
    assertThat(JdkReader.<Integer>read(bytes, reader -> reader.getHeight(0))).isEqualTo(60_000);
  }

  @Test
  void a_gif_screen_claims_65535_on_each_side() {
    byte[] bytes = HostileImages.hugeGif().bytes();

    assertThat(bytes).startsWith('G', 'I', 'F', '8', '9', 'a', 255, 255, 255, 255);
  }

  @Test
  void a_bmp_claims_a_width_that_overflows() {
    ByteBuffer bytes = ByteBuffer.wrap(HostileImages.hugeBmp().bytes());

    assertThat(bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(18)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void a_picture_of_many_scans_has_them_and_still_decodes() throws IOException {
    byte[] bytes = HostileImages.manyScans(20).bytes();
    BufferedImage image = JdkReader.image(bytes);

    assertThat(latin1(bytes).split("\u00ff\u00da", -1)).hasSizeGreaterThan(20);
    assertThat(image.getWidth()).isEqualTo(2048);
  }

  @Test
  void an_exif_directory_is_its_own_next() {
    ByteBuffer tiff = tiffOf(HostileImages.exifLoop().bytes());
    int directory = tiff.getInt(4);

    assertThat(tiff.getInt(directory + 2 + 12 * tiff.getShort(directory))).isEqualTo(directory);
  }

  @Test
  void an_exif_field_claims_two_gigabytes() {
    ByteBuffer tiff = tiffOf(HostileImages.exifCount().bytes());

    assertThat(tiff.getInt(8 + 2 + 4)).isEqualTo(Integer.MAX_VALUE);
  }

  private static ByteBuffer tiffOf(byte[] jpeg) {
    int at = latin1(jpeg).indexOf("Exif\0\0") + 6;
    return ByteBuffer.wrap(jpeg, at, jpeg.length - at).slice();
  }

  @Test
  void a_png_comment_unpacks_to_what_was_asked() throws IOException {
    byte[] bytes = HostileImages.pngTextBomb(3).bytes();
    int at = latin1(bytes).indexOf("zTXtComment\0\0") + 13;

    assertThat(bytes).hasSizeLessThan(20_000);
    assertThat(inflated(bytes, at)).isEqualTo(3 << 20);
    assertThat(JdkReader.<Integer>read(bytes, reader -> reader.getWidth(0))).isEqualTo(64);
  }

  @Test
  void a_png_profile_unpacks_to_what_was_asked() throws IOException {
    byte[] bytes = HostileImages.pngProfileBomb(2).bytes();

    assertThat(inflated(bytes, latin1(bytes).indexOf("iCCPbomb\0\0") + 10)).isEqualTo(2 << 20);
  }

  @Test
  void a_page_content_unpacks_to_what_was_asked() throws IOException {
    byte[] bytes = HostileFiles.streamBomb(2).bytes();

    assertThat(inflated(bytes, latin1(bytes).indexOf("stream\n") + 7)).isEqualTo(2 << 20);
  }

  private static long inflated(byte[] bytes, int from) throws IOException {
    InputStream packed = new ByteArrayInputStream(bytes, from, bytes.length - from);
    try (var in = new InflaterInputStream(packed)) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Test
  void a_truncated_jpeg_and_a_zero_height_are_not_read_in_peace() {
    assertThatThrownBy(() -> JdkReader.image(named("zero-height.jpg").bytes()))
        .isInstanceOf(IOException.class);
    assertThat(latin1(named("truncated.jpg").bytes())).doesNotEndWith("\u00ff\u00d9");
  }

  @Test
  void a_picture_with_a_tail_is_a_picture_and_an_archive() throws IOException {
    byte[] bytes = named("zip-tail.jpg").bytes();
    int tail = latin1(bytes).indexOf("PK\u0003\u0004");

    assertThat(JdkReader.image(bytes).getWidth()).isEqualTo(64);
    var in = new ByteArrayInputStream(bytes, tail, bytes.length - tail);
    try (var zip = new ZipInputStream(in)) {
      assertThat(zip.getNextEntry()).isNotNull();
    }
  }

  @Test
  void a_form_bomb_draws_ten_times_at_every_level() {
    String file = latin1(HostileFiles.formBomb(4).bytes());

    assertThat(file.split("(/F Do\n){10}", -1)).hasSize(5);
    assertThat(file).hasSizeLessThan(2000);
  }

  @Test
  void a_form_draws_itself_and_a_page_tree_is_its_own_child() {
    assertThat(latin1(HostileFiles.formLoop().bytes()))
        .containsPattern("1 0 obj\n.*/XObject << /F 1 0 R >>");
    assertThat(latin1(HostileFiles.pageLoop().bytes()))
        .containsPattern("1 0 obj\n.*/Kids \\[1 0 R]");
  }

  @Test
  void a_page_is_50000_units_on_each_side() {
    assertThat(latin1(HostileFiles.hugePage().bytes())).contains("/MediaBox [0 0 50000.0 50000.0]");
  }

  @Test
  void some_are_not_what_their_name_says() {
    assertThat(latin1(HostileFiles.htmlNamedPng().bytes())).startsWith("<!doctype html>");
    assertThat(named("jpeg-named.pdf").bytes()).startsWith(0xFF, 0xD8);
    assertThat(HostileFiles.empty().bytes()).isEmpty();
    assertThat(HostileFiles.random().bytes()).hasSize(4096);
    assertThatThrownBy(() -> JdkReader.image(HostileFiles.random().bytes()))
        .isInstanceOf(IOException.class);
  }
}
