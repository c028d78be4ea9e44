package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.imaging.Watermark.Spot;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class WatermarkTest {
  private static final int GREEN = 0xff00c000;

  /// 10 x 8 px of one colour.
  private static Mark mark(int argb) throws ImageRefused {
    var picture = new BufferedImage(10, 8, BufferedImage.TYPE_INT_ARGB);
    int[] all = new int[80];
    Arrays.fill(all, argb);
    picture.setRGB(0, 0, 10, 8, all, 0, 10);
    return Mark.read("logo", Samples.encode(picture, "png"));
  }

  /// Black, of 100 x 60, with a watermark.
  private static BufferedImage shown(Watermark watermark) throws IOException {
    return shown(new BufferedImage(100, 60, BufferedImage.TYPE_INT_RGB), watermark);
  }

  private static BufferedImage shown(BufferedImage below, Watermark watermark) throws IOException {
    Variant variant =
        Variant.fit("x", 100, 60).as(OutputFormat.PNG).edited(Edits.NONE.watermark(watermark));
    byte[] made =
        Images.read(Samples.encode(below, "png")).render(List.of(variant)).getFirst().bytes();
    return ImageIO.read(new ByteArrayInputStream(made));
  }

  /// Left, top, right and bottom of what is not black.
  private static List<Integer> box(BufferedImage shown) {
    int left = shown.getWidth();
    int top = shown.getHeight();
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < shown.getHeight(); y++) {
      for (int x = 0; x < shown.getWidth(); x++) {
        if ((shown.getRGB(x, y) & 0xffffff) != 0) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    return List.of(left, top, right, bottom);
  }

  @Test
  void it_lies_where_it_should_and_as_far_from_the_edge() throws IOException {
    Mark mark = mark(GREEN);

    assertThat(box(shown(new Watermark(mark, 1, new Spot.At(0.5, 0.5, 0, 0), 0))))
        .containsExactly(45, 26, 55, 34);
    assertThat(box(shown(new Watermark(mark, 1, new Spot.At(1, 1, 5, 3), 0))))
        .containsExactly(85, 49, 95, 57);
    assertThat(box(shown(new Watermark(mark, 1, new Spot.At(0, 0, 5, 3), 0))))
        .containsExactly(5, 3, 15, 11);
  }

  @Test
  void what_sticks_out_is_cut_off() throws IOException {
    assertThat(box(shown(new Watermark(mark(GREEN), 1, new Spot.At(1, 0, -4, -3), 0))))
        .containsExactly(94, 0, 100, 5);
  }

  @Test
  void it_shows_as_much_as_its_opacity_and_its_own_transparency_allow() throws IOException {
    var half = new Watermark(mark(GREEN), 0.5, new Spot.At(0, 0, 0, 0), 0);
    var quarter = new Watermark(mark(0x8000c000), 0.5, new Spot.At(0, 0, 0, 0), 0);

    assertThat(shown(half).getRGB(5, 5) & 0xffffff).isEqualTo(0x006000);
    assertThat(shown(quarter).getRGB(5, 5) & 0xffffff).isEqualTo(0x003000);
    assertThat(shown(half).getRGB(50, 50) & 0xffffff).isZero();
  }

  @Test
  void its_size_is_a_part_of_the_variants() throws IOException {
    assertThat(box(shown(new Watermark(mark(GREEN), 1, new Spot.At(0, 0, 0, 0), 0.5))))
        .containsExactly(0, 0, 38, 30);
  }

  @Test
  void tiles_cover_the_picture_with_gaps_between_them() throws IOException {
    BufferedImage shown = shown(new Watermark(mark(GREEN), 1, new Spot.Tiled(4, 2), 0));

    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 100; x++) {
        boolean inside = Math.floorMod(x - 45, 14) < 10 && Math.floorMod(y - 26, 10) < 8;
        assertThat(shown.getRGB(x, y) & 0xffffff).isEqualTo(inside ? 0x00c000 : 0);
      }
    }
  }

  @Test
  void on_what_is_transparent_it_stays_what_it_is() throws IOException {
    var clear = new BufferedImage(100, 60, BufferedImage.TYPE_INT_ARGB);

    BufferedImage shown = shown(clear, new Watermark(mark(GREEN), 0.5, new Spot.At(0, 0, 0, 0), 0));

    assertThat(shown.getRGB(5, 5)).isEqualTo(0x8000c000);
    assertThat(shown.getRGB(50, 50) >>> 24).isZero();
  }

  @Test
  void a_gray_picture_takes_a_coloured_one() throws IOException {
    var gray = new BufferedImage(100, 60, BufferedImage.TYPE_BYTE_GRAY);

    BufferedImage shown = shown(gray, new Watermark(mark(GREEN), 1, new Spot.At(0, 0, 0, 0), 0));

    assertThat(shown.getRGB(5, 5)).isEqualTo(GREEN);
  }

  @Test
  void the_deadline_ends_the_laying() throws ImageRefused {
    byte[] below = Samples.png(100, 60);
    var asked = new AtomicInteger();
    Variant bare = Variant.fit("x", 100, 60).as(OutputFormat.PNG);
    Images.read(below).before(() -> asked.incrementAndGet() < 0).render(List.of(bare));
    int without = asked.getAndSet(0);
    var tiled = new Watermark(mark(GREEN), 1, new Spot.Tiled(0, 0), 0);

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() ->
            Images.read(below)
                .before(() -> asked.incrementAndGet() > without)
                .render(List.of(bare.edited(Edits.NONE.watermark(tiled)))))
        .matches(why -> why.reason() == ImageRefused.Reason.TIMEOUT);
  }

  @Test
  void equal_files_have_one_id_and_others_another() throws ImageRefused {
    assertThat(mark(GREEN).id()).isEqualTo(mark(GREEN).id()).matches("[0-9a-f]{16}");
    assertThat(mark(0xff0000c0).id()).isNotEqualTo(mark(GREEN).id());
  }

  @Test
  void what_cannot_be_one_is_refused() {
    byte[] large = Samples.pngHeader(2001, 1000, 8, 2);

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() -> Mark.read("large", large))
        .withMessageContaining("2001 x 1000 px; the limit is 2000000 pixels");
    assertThatThrownBy(() -> new Watermark(mark(GREEN), 1.5, new Spot.Tiled(0, 0), 0))
        .hasMessageContaining("opacity of a watermark is 0 to 1, not 1.5");
    assertThatThrownBy(() -> new Spot.Tiled(-1, 0)).hasMessageContaining("0 pixels apart or more");
    assertThatThrownBy(() -> new Spot.At(2, 0, 0, 0)).hasMessageContaining("two parts from 0 to 1");
  }
}
