package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrimTest {
  private static final int RED = 0xd02020;
  private static final Trim BORDER = new Trim(10, OptionalInt.empty(), false, false);

  /// Red from 30, 20 on, of 100 x 60, on a sheet of 200 x 100.
  private static BufferedImage sheet(int type, int paper) {
    var picture = new BufferedImage(200, 100, type);
    Graphics2D g = picture.createGraphics();
    g.setColor(new Color(paper, true));
    g.fillRect(0, 0, 200, 100);
    g.setColor(new Color(RED));
    g.fillRect(30, 20, 100, 60);
    g.dispose();
    return picture;
  }

  private static BufferedImage shown(byte[] file, Trim trim) throws IOException {
    Variant variant =
        Variant.fit("x", 4000, 4000).as(OutputFormat.PNG).edited(Edits.NONE.trim(trim));
    byte[] made = Images.read(file).render(List.of(variant)).getFirst().bytes();
    return ImageIO.read(new ByteArrayInputStream(made));
  }

  private static void requireAllRed(BufferedImage shown) {
    for (int y = 0; y < shown.getHeight(); y++) {
      for (int x = 0; x < shown.getWidth(); x++) {
        Color colour = new Color(shown.getRGB(x, y));
        assertThat(colour.getRed()).isGreaterThan(0xa0);
        assertThat(colour.getGreen()).isLessThan(0x60);
      }
    }
  }

  @Test
  void what_surrounds_the_picture_is_cut_away() throws IOException {
    byte[] file = Samples.encode(sheet(BufferedImage.TYPE_INT_RGB, 0xfff0f0f0), "png");

    BufferedImage shown = shown(file, BORDER);

    assertThat(shown.getWidth()).isEqualTo(100);
    assertThat(shown.getHeight()).isEqualTo(60);
    requireAllRed(shown);
  }

  @Test
  void transparency_is_a_border_too() throws IOException {
    byte[] file = Samples.encode(sheet(BufferedImage.TYPE_INT_ARGB, 0x00000000), "png");

    assertThat(shown(file, BORDER).getWidth()).isEqualTo(100);
    assertThat(shown(file, new Trim(10, OptionalInt.of(0x00ff00), false, false)).getHeight())
        .isEqualTo(60);
  }

  @Test
  void equal_sides_lose_what_the_smaller_of_both_does() throws IOException {
    byte[] file = Samples.encode(sheet(BufferedImage.TYPE_INT_RGB, 0xfff0f0f0), "png");

    BufferedImage across = shown(file, new Trim(10, OptionalInt.empty(), true, false));
    BufferedImage both = shown(file, new Trim(10, OptionalInt.empty(), true, true));

    assertThat(across.getWidth()).isEqualTo(140);
    assertThat(across.getHeight()).isEqualTo(60);
    assertThat(both.getHeight()).isEqualTo(60);
  }

  @Test
  void only_the_colour_that_is_named_is_cut_and_only_within_the_threshold() throws IOException {
    byte[] file = Samples.encode(sheet(BufferedImage.TYPE_INT_RGB, 0xfff0f0f0), "png");

    assertThat(shown(file, new Trim(10, OptionalInt.of(0x000000), false, false)).getWidth())
        .isEqualTo(200);
    assertThat(shown(file, new Trim(14, OptionalInt.of(0xffffff), false, false)).getWidth())
        .isEqualTo(200);
    assertThat(shown(file, new Trim(15, OptionalInt.of(0xffffff), false, false)).getWidth())
        .isEqualTo(100);
  }

  @Test
  void a_gray_border_is_not_cut_by_the_red_of_a_colour() throws IOException {
    byte[] file = Samples.encode(sheet(BufferedImage.TYPE_BYTE_GRAY, 0xffffffff), "png");

    assertThat(shown(file, new Trim(10, OptionalInt.of(0xff0000), false, false)).getWidth())
        .isEqualTo(200);
    assertThat(shown(file, new Trim(10, OptionalInt.of(0xffffff), false, false)).getWidth())
        .isEqualTo(100);
  }

  @Test
  void a_picture_of_one_colour_stays_whole() throws IOException {
    BufferedImage blank = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);

    assertThat(shown(Samples.encode(blank, "png"), BORDER).getWidth()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_photograph_is_trimmed_however_it_is_turned(int orientation) throws IOException {
    byte[] jpeg = Samples.jpeg(sheet(BufferedImage.TYPE_INT_RGB, 0xfff0f0f0), false);
    Trim trim = new Trim(60, OptionalInt.empty(), false, false);

    BufferedImage shown = shown(Samples.turned(jpeg, orientation), trim);

    boolean swap = orientation > 4;
    assertThat(shown.getWidth()).isCloseTo(swap ? 60 : 100, within(1));
    assertThat(shown.getHeight()).isCloseTo(swap ? 100 : 60, within(1));
  }

  @Test
  void a_large_picture_is_trimmed_as_exactly_as_it_shows() throws IOException {
    var large = new BufferedImage(4000, 2000, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = large.createGraphics();
    g.drawImage(sheet(BufferedImage.TYPE_INT_RGB, 0xfff0f0f0), 0, 0, 4000, 2000, null);
    g.dispose();
    Variant variant =
        Variant.fit("x", 500, 500).as(OutputFormat.PNG).edited(Edits.NONE.trim(BORDER));

    Rendered made = Images.read(Samples.encode(large, "png")).render(List.of(variant)).getFirst();

    assertThat(made.width()).isEqualTo(500);
    assertThat(made.height()).isBetween(297, 303);
  }

  @Test
  void an_impossible_threshold_is_named() {
    assertThatThrownBy(() -> new Trim(256, OptionalInt.empty(), false, false))
        .hasMessageContaining("threshold of a trim is 0 to 255, not 256");
  }
}
