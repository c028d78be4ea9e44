package dev.vifte.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class JpegTest {
  private final Jpeg photo = Media.jpeg(320, 240);

  @Test
  void a_plain_jpeg_shows_the_picture() throws IOException {
    BufferedImage image = JdkReader.image(photo.bytes());

    assertThat(image.getWidth()).isEqualTo(320);
    assertThat(image.getHeight()).isEqualTo(240);
    assertThat(distance(image, Picture.of(320, 240).image())).isLessThan(6);
  }

  /// Where the corners of the upright picture lie in the stored one, from the table in the Exif
  /// standard.
  @ParameterizedTest
  @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,GWRB", "7,WGBR", "8,BRWG"})
  void each_orientation_stores_the_corners_where_exif_says(int orientation, String corners)
      throws IOException {
    byte[] bytes = photo.rotated(orientation).bytes();
    BufferedImage stored = JdkReader.image(bytes);

    assertThat(Picture.corners(stored)).isEqualTo(corners);
    assertThat(stored.getWidth()).isEqualTo(orientation < 5 ? 320 : 240);
    assertThat(Tags.of(bytes).number(0, 0x0112)).isEqualTo(orientation);
  }

  @Test
  void an_orientation_that_exif_does_not_know_is_refused() {
    assertThatThrownBy(() -> photo.rotated(9)).hasMessageContaining("1 to 8");
  }

  @Test
  void the_camera_its_place_and_time_are_in_the_exif_directories() {
    Tags tags =
        Tags.of(
            photo
                .camera("Vifte", "One")
                .lens("35mm")
                .serial("VF-42")
                .taken(OffsetDateTime.parse("2026-05-17T12:30:00+02:00"))
                .gps(59.9139, -10.7522)
                .makerNote("mine")
                .bytes());

    assertThat(tags.text(0, 0x010F)).isEqualTo("Vifte");
    assertThat(tags.text(0, 0x0110)).isEqualTo("One");
    assertThat(tags.text(0x8769, 0xA434)).isEqualTo("35mm");
    assertThat(tags.text(0x8769, 0xA431)).isEqualTo("VF-42");
    assertThat(tags.text(0x8769, 0x9003)).isEqualTo("2026:05:17 12:30:00");
    assertThat(tags.text(0x8769, 0x9011)).isEqualTo("+02:00");
    assertThat(tags.text(0x8769, 0x927C)).isEqualTo("mine");
    assertThat(tags.text(0x8825, 0x0003)).isEqualTo("W");
    assertThat(tags.angle(0x8825, 0x0002)).isEqualTo(59.9139, within(1e-7));
    assertThat(tags.angle(0x8825, 0x0004)).isEqualTo(10.7522, within(1e-7));
  }

  @Test
  void the_thumbnail_is_a_jpeg_of_the_stored_picture() throws IOException {
    byte[] bytes = photo.rotated(6).thumbnail().bytes();

    BufferedImage thumbnail = JdkReader.image(Tags.of(bytes).thumbnail());

    assertThat(thumbnail.getWidth()).isEqualTo(120);
    assertThat(thumbnail.getHeight()).isEqualTo(160);
    assertThat(Picture.corners(thumbnail)).isEqualTo("GWRB");
  }

  @Test
  void iptc_and_xmp_carry_the_words_in_utf_8() {
    byte[] bytes = photo.iptc("Blåbær", "fjell").xmp("Rød & hvit").bytes();
    String text = new String(bytes, StandardCharsets.UTF_8);

    assertThat(text).contains("Photoshop 3.0", "8BIM", "Blåbær", "fjell");
    assertThat(text).contains("http://ns.adobe.com/xap/1.0/\0", "Rød &amp; hvit");
  }

  @Test
  void a_progressive_jpeg_decodes_to_the_same_picture() throws IOException {
    byte[] bytes = photo.progressive().bytes();

    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("\u00ff\u00c2");
    assertThat(distance(JdkReader.image(bytes), JdkReader.image(photo.bytes()))).isLessThan(1);
  }

  @Test
  void a_gray_jpeg_has_one_component() throws IOException {
    BufferedImage image = JdkReader.image(photo.gray().bytes());

    assertThat(image.getRaster().getNumBands()).isEqualTo(1);
  }

  @Test
  void a_cmyk_jpeg_has_four_inverted_inks_and_adobes_marker() throws IOException {
    byte[] bytes = photo.cmyk().bytes();
    Raster raster = JdkReader.read(bytes, reader -> reader.readRaster(0, null));
    int[] red = raster.getPixel(10, 10, (int[]) null);
    int[] white = raster.getPixel(310, 230, (int[]) null);

    assertThat(red).hasSize(4);
    assertThat(red[0]).isGreaterThan(200);
    assertThat(red[1]).isLessThan(80);
    assertThat(white).containsExactly(255, 255, 255, 255);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("Adobe\0d");
  }

  @ParameterizedTest
  @EnumSource(Icc.class)
  void a_profile_is_valid_and_its_numbers_mean_the_same_colours(Icc icc) throws IOException {
    ICC_Profile profile = ICC_Profile.getInstance(icc.bytes());
    BufferedImage managed = JdkReader.image(photo.profile(icc).bytes());

    assertThat(profile.getColorSpaceType()).isEqualTo(ColorSpace.TYPE_RGB);
    assertThat(distance(managed, Picture.of(320, 240).image())).isLessThan(7);
  }

  @Test
  void ignoring_display_p3_makes_visibly_other_colours() {
    BufferedImage plain = Picture.of(64, 64).image();

    assertThat(distance(Icc.DISPLAY_P3.encode(plain), plain)).isGreaterThan(2);
    assertThat(distance(Icc.SRGB.encode(plain), plain)).isLessThan(1);
  }

  /// Mean absolute difference of a component.
  private static double distance(BufferedImage a, BufferedImage b) {
    long sum = 0;
    for (int i = 0; i < a.getWidth() * a.getHeight(); i++) {
      int one = a.getRGB(i % a.getWidth(), i / a.getWidth());
      int other = b.getRGB(i % a.getWidth(), i / a.getWidth());
      for (int shift = 0; shift <= 16; shift += 8) {
        sum += Math.abs((one >> shift & 255) - (other >> shift & 255));
      }
    }
    return sum / 3.0 / a.getWidth() / a.getHeight();
  }
}
