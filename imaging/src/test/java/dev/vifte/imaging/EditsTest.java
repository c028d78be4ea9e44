package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.imaging.ImageRefused.Reason;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditsTest {
  private static final int RED = 0xd02020;
  private static final int BLUE = 0x2020d0;

  /// Two halves.
  private static BufferedImage halves(int width, int height) {
    return drawn(
        width,
        height,
        g -> {
          g.setColor(new Color(RED));
          g.fillRect(0, 0, width / 2, height);
          g.setColor(new Color(BLUE));
          g.fillRect(width / 2, 0, width, height);
          return g;
        });
  }

  private static BufferedImage drawn(int width, int height, UnaryOperator<Graphics2D> how) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    how.apply(picture.createGraphics()).dispose();
    return picture;
  }

  private static BufferedImage shown(byte[] file, Variant variant) throws IOException {
    byte[] made = Images.read(file).render(List.of(variant)).getFirst().bytes();
    return ImageIO.read(new ByteArrayInputStream(made));
  }

  private static boolean near(int argb, int rgb) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      most = Math.max(most, Math.abs((argb >> shift & 0xff) - (rgb >> shift & 0xff)));
    }
    return most < 30;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_turn_after_an_orientation_is_what_both_do_one_after_the_other(int orientation) {
    Output stored = new Output(Pixels.GRAY, 3, 2, new byte[] {1, 2, 3, 4, 5, 6});
    int[] quarters = {1, 6, 3, 8};
    for (int i = 0; i < 4; i++) {
      Output turned = stored.oriented(orientation).oriented(quarters[i]);

      assertThat(stored.oriented(new Turn(i, false).after(orientation)).samples())
          .isEqualTo(turned.samples());
      assertThat(stored.oriented(new Turn(i, true).after(orientation)).samples())
          .isEqualTo(turned.oriented(2).samples());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_fill_keeps_the_side_it_is_drawn_to_however_the_file_is_turned(int orientation)
      throws IOException {
    byte[] file = Samples.turned(Samples.encode(halves(200, 100), "jpg"), orientation);
    BufferedImage whole = shown(file, Variant.fit("x", 200, 200).as(OutputFormat.PNG));
    boolean upright = whole.getHeight() > whole.getWidth();

    BufferedImage first = cut(file, new Gravity.Point(0, 0));
    BufferedImage last = cut(file, new Gravity.Point(1, 1));

    assertThat(near(first.getRGB(20, 20), whole.getRGB(10, 10))).isTrue();
    assertThat(near(last.getRGB(20, 20), whole.getRGB(upright ? 10 : 190, upright ? 190 : 10)))
        .isTrue();
    assertThat(near(first.getRGB(20, 20), last.getRGB(20, 20))).isFalse();
  }

  private static BufferedImage cut(byte[] file, Gravity gravity) throws IOException {
    return shown(
        file, Variant.fill("x", 40, 40).as(OutputFormat.PNG).edited(Edits.NONE.gravity(gravity)));
  }

  @Test
  void a_focal_point_is_in_the_middle_as_far_as_the_picture_goes() throws IOException {
    byte[] file = Samples.encode(halves(400, 100), "png");

    BufferedImage middle = cut(file, new Gravity.Point(0.5, 0.5));
    BufferedImage left = cut(file, new Gravity.Point(0.45, 0));

    assertThat(near(middle.getRGB(10, 20), RED)).isTrue();
    assertThat(near(middle.getRGB(30, 20), BLUE)).isTrue();
    assertThat(near(left.getRGB(24, 20), RED)).isTrue();
    assertThat(near(left.getRGB(36, 20), RED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 200, 330})
  void a_smart_cut_keeps_what_stands_out(int place) throws IOException {
    BufferedImage picture =
        drawn(
            400,
            100,
            g -> {
              g.setColor(new Color(0x8090a0));
              g.fillRect(0, 0, 400, 100);
              g.setColor(new Color(0xe0a080));
              g.fillOval(place, 30, 40, 40);
              g.setColor(Color.BLACK);
              g.drawLine(place + 10, 45, place + 15, 45);
              g.drawLine(place + 25, 45, place + 30, 45);
              return g;
            });

    BufferedImage shown = cut(Samples.encode(picture, "png"), new Gravity.Smart());

    assertThat(shown.getWidth()).isEqualTo(40);
    assertThat(share(shown, 0xe0a080)).isGreaterThan(0.1);
  }

  private static double share(BufferedImage picture, int rgb) {
    int found = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        found += near(picture.getRGB(x, y), rgb) ? 1 : 0;
      }
    }
    return (double) found / picture.getWidth() / picture.getHeight();
  }

  @Test
  void a_turned_variant_has_the_sizes_of_the_turned_picture() throws IOException {
    byte[] file = Samples.encode(halves(200, 100), "png");
    Variant variant = Variant.fit("x", 50, 100).as(OutputFormat.PNG);

    BufferedImage turned = shown(file, variant.edited(Edits.NONE.turn(new Turn(1, false))));

    assertThat(turned.getWidth()).isEqualTo(50);
    assertThat(turned.getHeight()).isEqualTo(100);
    assertThat(near(turned.getRGB(25, 10), RED)).isTrue();
    assertThat(near(turned.getRGB(25, 90), BLUE)).isTrue();
  }

  @Test
  void blur_makes_an_edge_soft_and_sharpening_makes_it_hard() throws IOException {
    byte[] file = Samples.encode(halves(100, 40), "png");
    Variant variant = Variant.fit("x", 100, 40).as(OutputFormat.PNG);

    BufferedImage soft = shown(file, variant.edited(Edits.NONE.blur(4)));
    BufferedImage hard = shown(file, variant.edited(Edits.NONE.sharpen(1)));

    assertThat(near(soft.getRGB(5, 20), RED)).isTrue();
    assertThat(new Color(soft.getRGB(50, 20)).getRed()).isBetween(0x60, 0x90);
    assertThat(new Color(hard.getRGB(49, 20)).getRed()).isGreaterThan(0xd8);
    assertThat(near(hard.getRGB(20, 20), RED)).isTrue();
  }

  @Test
  void background_lies_below_what_is_transparent_and_around_the_picture() throws IOException {
    BufferedImage clear = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
    Variant variant = Variant.fit("x", 40, 20);
    byte[] file = Samples.encode(clear, "png");

    Rendered made =
        Images.read(file)
            .render(List.of(variant.edited(Edits.NONE.background(0xffcc00).padding(5))))
            .getFirst();

    assertThat(made.width()).isEqualTo(50);
    assertThat(made.height()).isEqualTo(30);
    assertThat(made.format()).isEqualTo(OutputFormat.JPEG);
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(made.bytes()));
    assertThat(near(shown.getRGB(2, 2), 0xffcc00)).isTrue();
    assertThat(near(shown.getRGB(25, 15), 0xffcc00)).isTrue();
  }

  @Test
  void gray_pictures_take_a_coloured_background() throws IOException {
    BufferedImage gray = Samples.photo(40, 30, BufferedImage.TYPE_BYTE_GRAY);

    BufferedImage shown =
        shown(
            Samples.encode(gray, "png"),
            Variant.fit("x", 40, 30)
                .as(OutputFormat.PNG)
                .edited(Edits.NONE.background(0x00ff00).padding(3)));

    assertThat(shown.getRGB(1, 1) & 0xffffff).isEqualTo(0x00ff00);
    assertThat(shown.getWidth()).isEqualTo(46);
  }

  @Test
  void quality_is_lowered_until_the_file_is_short_enough() throws ImageRefused {
    byte[] file = Samples.jpeg(400, 300);
    Variant variant = Variant.fit("x", 400, 300);
    int whole = Images.read(file).render(List.of(variant)).getFirst().bytes().length;

    Variant half = variant.edited(Edits.NONE.maxBytes(whole / 2));
    int length = Images.read(file).render(List.of(half)).getFirst().bytes().length;

    assertThat(length).isBetween(whole / 3, whole / 2);
    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(
            () -> Images.read(file).render(List.of(variant.edited(Edits.NONE.maxBytes(300)))))
        .withMessageContaining("at most 300 are allowed (max_bytes)")
        .matches(why -> why.reason() == Reason.TOO_MANY_BYTES);
  }

  @Test
  void impossible_edits_are_named() {
    assertThatThrownBy(() -> Edits.NONE.blur(51)).hasMessageContaining("blur must be 0 to 50");
    assertThatThrownBy(() -> Edits.NONE.padding(-1)).hasMessageContaining("padding must be");
    assertThatThrownBy(() -> new Gravity.Point(1.1, 0)).hasMessageContaining("focal point");
    assertThatThrownBy(() -> new Turn(4, false)).hasMessageContaining("0 to 3 quarters");
  }
}
