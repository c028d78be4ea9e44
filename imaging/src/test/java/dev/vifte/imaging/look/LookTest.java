package dev.vifte.imaging.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookTest {
  /// A slope of red across and of green down, with stripes of blue.
  private static Tiny slopes(int width, int height, boolean clear) {
    byte[] rgba = new byte[width * height * 4];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * 4;
        rgba[at] = (byte) (x * 255 / (width - 1));
        rgba[at + 1] = (byte) (y * 255 / (height - 1));
        rgba[at + 2] = (byte) (x * 7 + y * 13);
        rgba[at + 3] = (byte) (clear ? (x + y) * 255 / (width + height - 2) : 255);
      }
    }
    return new Tiny(width, height, rgba);
  }

  private static Tiny plain(int rgb) {
    byte[] rgba = new byte[32 * 32 * 4];
    for (int i = 0; i < rgba.length; i += 4) {
      rgba[i] = (byte) (rgb >> 16);
      rgba[i + 1] = (byte) (rgb >> 8);
      rgba[i + 2] = (byte) rgb;
      rgba[i + 3] = (byte) 255;
    }
    return new Tiny(32, 32, rgba);
  }

  /// What the encoder of PyPI `blurhash` 1.1.5 gives, a port of the one of woltapp/blurhash in C.
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "32 24 4 3 L$Hewc2nwyX8l~WBjpe;gIfdfSfm",
        "24 40 4 3 L$HoE|2swxbbl|acjre:gbfifRfi",
        "100 50 4 3 L%HVC*2X$6Sel|azjsf7gdfPfRfP",
        "32 24 6 5 f$Hewc2nwyX8a{ofl~WBjpe;fOe:gIfdfSfmfPfln$WqjyfSfQfRe;fSfRfMfOfP",
        "24 40 1 1 00HoE|"
      })
  void the_blur_hash_is_that_of_the_published_encoder(
      int width, int height, int across, int down, String expected) {
    assertThat(BlurHash.of(slopes(width, height, false), across, down)).isEqualTo(expected);
  }

  @Test
  void the_blur_hash_of_plain_colours_is_the_well_known_one() {
    assertThat(Look.at(plain(0)).blurHash()).isEqualTo("L00000fQfQfQfQfQfQfQfQfQfQfQ");
    assertThat(Look.at(plain(0xffffff)).blurHash()).isEqualTo("L9TSUA~qfQ~q~qoffQoffQfQfQfQ");
  }

  /// What the encoder of npm `thumbhash` 0.1.1 by evanw gives.
  @ParameterizedTest
  @CsvSource({
    "32, 24, false, dff7093d9a7087778176775887679788837007f877",
    "24, 40, false, 1ff8093c1a800777778767577689709008f878",
    "100, 50, false, df070a349a808777707777787877708007f877",
    "32, 24, true, a308861c8e27b087c1864b68380868a07f0677287777788707",
    "24, 40, true, a3e8851b0e27a0a1a7986680c10ae95883878087887888",
    "100, 50, true, a318861b8e27b197b08779a1b019fa6680878488887888"
  })
  void the_thumb_hash_is_that_of_the_published_encoder(
      int width, int height, boolean clear, String expected) {
    byte[] hash = Base64.getDecoder().decode(Look.at(slopes(width, height, clear)).thumbHash());

    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(expected);
  }

  @Test
  void a_picture_that_grows_brighter_to_the_right_has_every_bit_of_the_difference_hash() {
    byte[] rgba = new byte[90 * 4];
    for (int i = 0; i < 90; i++) {
      Arrays.fill(rgba, i * 4, i * 4 + 3, (byte) (i * 2));
      rgba[i * 4 + 3] = (byte) 255;
    }

    assertThat(Look.hex(Look.at(new Tiny(90, 1, rgba)).dhash())).isEqualTo("ffffffffffffffff");
  }

  @Test
  void hashes_stay_near_when_a_picture_is_scaled_and_grainy_and_not_when_it_is_another() {
    Look whole = Look.at(blobs(100, 80, 1, 0));
    Look grainy = Look.at(blobs(50, 40, 1, 12));
    Look other = Look.at(blobs(100, 80, 2, 0));

    assertThat(Look.distance(whole.phash(), grainy.phash())).isLessThanOrEqualTo(8);
    assertThat(Look.distance(whole.dhash(), grainy.dhash())).isLessThanOrEqualTo(8);
    assertThat(Look.distance(whole.phash(), other.phash())).isGreaterThan(16);
    assertThat(Look.distance(whole.dhash(), other.dhash())).isGreaterThan(12);
  }

  /// Soft hills of gray at places that come from a seed.
  private static Tiny blobs(int width, int height, int seed, int grain) {
    double[] hills = new Random(seed).doubles(24).toArray();
    Random noise = new Random(9);
    byte[] rgba = new byte[width * height * 4];
    for (int i = 0; i < width * height; i++) {
      int row = i / width;
      double x = (i % width + 0.5) / width;
      double y = (row + 0.5) / height;
      int gray = (int) (hill(hills, x, y) + grain * (noise.nextDouble() - 0.5));
      Arrays.fill(rgba, i * 4, i * 4 + 3, (byte) Math.clamp(gray, 0, 255));
      rgba[i * 4 + 3] = (byte) 255;
    }
    return new Tiny(width, height, rgba);
  }

  private static double hill(double[] hills, double x, double y) {
    double sum = 90;
    for (int i = 0; i < hills.length; i += 3) {
      double far = Math.hypot(x - hills[i], y - hills[i + 1]);
      sum += (hills[i + 2] - 0.4) * 160 * Math.exp(-far * far * 25);
    }
    return sum;
  }

  @Test
  void the_palette_names_what_there_is_most_of_first() {
    Tiny flag = plain(0x2040c0);
    for (int i = 0; i < 32 * 8; i++) {
      flag.rgba()[i * 4] = (byte) 0xf0;
      flag.rgba()[i * 4 + 2] = 0x10;
    }

    Look look = Look.at(flag);

    assertThat(look.palette())
        .containsExactly(new Look.Swatch("#2040c0", 75), new Look.Swatch("#f04010", 25));
    assertThat(look.average()).isEqualTo("#544094");
  }

  @Test
  void a_picture_nobody_can_see_has_no_colours() {
    Look look = Look.at(new Tiny(4, 4, new byte[64]));

    assertThat(look.palette()).isEmpty();
    assertThat(look.average()).isEqualTo("#ffffff");
    assertThat(look.blurHash()).startsWith("L");
  }

  @Test
  void a_large_picture_is_not_looked_at() {
    assertThatThrownBy(() -> new Tiny(101, 4, new byte[101 * 16]))
        .hasMessageContaining("1 to 100 px a side, not 101 x 4");
  }
}
