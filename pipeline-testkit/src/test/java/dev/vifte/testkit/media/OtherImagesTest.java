package dev.vifte.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;

final class OtherImagesTest {
  private final Png png = Media.png(160, 120);

  @Test
  void a_png_holds_exactly_the_pictures_pixels() throws IOException {
    BufferedImage read = JdkReader.image(png.bytes());

    assertThat(pixels(read)).isEqualTo(pixels(Picture.of(160, 120).image()));
  }

  @Test
  void an_interlaced_png_says_so_and_holds_the_same_pixels() throws IOException {
    byte[] bytes = png.interlaced().bytes();

    assertThat(bytes[28]).isEqualTo((byte) 1);
    assertThat(pixels(JdkReader.image(bytes))).isEqualTo(pixels(JdkReader.image(png.bytes())));
  }

  @Test
  void a_marked_png_with_alpha_is_clear_in_the_middle_and_solid_at_the_corners()
      throws IOException {
    BufferedImage read = JdkReader.image(png.alpha().bytes());

    assertThat(read.getRGB(80, 60) >>> 24).isZero();
    assertThat(read.getRGB(0, 0) >>> 24).isEqualTo(255);
    assertThat(Picture.corners(read)).isEqualTo(Picture.UPRIGHT);
  }

  @Test
  void an_unmarked_png_with_alpha_is_a_disc() throws IOException {
    BufferedImage read = JdkReader.image(png.unmarked().alpha().bytes());

    assertThat(read.getRGB(80, 60) >>> 24).isEqualTo(255);
    assertThat(read.getRGB(0, 0) >>> 24).isZero();
  }

  @Test
  void a_palette_png_has_a_palette_with_a_clear_colour() throws IOException {
    BufferedImage read = JdkReader.image(png.palette().bytes());

    assertThat(read.getColorModel())
        .isInstanceOfSatisfying(
            IndexColorModel.class,
            model -> assertThat(model.getTransparentPixel()).isNotNegative());
    assertThat(Picture.corners(read)).isEqualTo(Picture.UPRIGHT);
  }

  @Test
  void a_sixteen_bit_png_has_sixteen_bits() throws IOException {
    BufferedImage read = JdkReader.image(png.sixteenBit().bytes());

    assertThat(read.getRaster().getDataBuffer().getDataType()).isEqualTo(DataBuffer.TYPE_USHORT);
    assertThat(Picture.corners(read)).isEqualTo(Picture.UPRIGHT);
  }

  @Test
  void a_gray_png_has_one_component() throws IOException {
    assertThat(JdkReader.image(png.gray().bytes()).getRaster().getNumBands()).isEqualTo(1);
  }

  @Test
  void an_animated_gif_has_its_frames() throws IOException {
    byte[] bytes = Media.gif(80, 60).animated(4).bytes();

    assertThat(JdkReader.<Integer>read(bytes, reader -> reader.getNumImages(true))).isEqualTo(4);
    assertThat(Picture.corners(JdkReader.image(bytes))).isEqualTo(Picture.UPRIGHT);
  }

  @Test
  void a_tiff_has_its_pages() throws IOException {
    byte[] bytes = Media.tiff(80, 60).deflate().pages(3).bytes();

    assertThat(JdkReader.<Integer>read(bytes, reader -> reader.getNumImages(true))).isEqualTo(3);
    assertThat(JdkReader.<Integer>read(bytes, OtherImagesTest::lastWidth)).isEqualTo(80);
  }

  private static int lastWidth(ImageReader reader) throws IOException {
    return reader.read(reader.getNumImages(true) - 1).getWidth();
  }

  @Test
  void a_webp_of_any_size_is_a_few_bytes_and_carries_its_size() {
    byte[] bytes = Media.webp(16384, 5).bytes();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(bytes).hasSizeLessThan(48).startsWith('R', 'I', 'F', 'F');
    assertThat(file.getInt(4)).isEqualTo(bytes.length - 8);
    assertThat((file.getInt(21) & 0x3FFF) + 1).isEqualTo(16384);
    assertThat((file.getInt(21) >> 14 & 0x3FFF) + 1).isEqualTo(5);
  }

  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    return image.getRGB(
        0, 0, width, image.getHeight(), new int[width * image.getHeight()], 0, width);
  }
}
