package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.imaging.encode.Bitmap;
import dev.vifte.imaging.encode.JpegWriter;
import dev.vifte.imaging.encode.Sampling;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A JPEG that is made of a JPEG without pixels in between, beside one that is made of pixels.
final class HalvesTest {
  private static BufferedImage render(byte[] file, Variant variant) throws ImageRefused {
    return Samples.decode(Images.read(file).render(List.of(variant)).getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {1600, 1280, 700, 333, 128})
  void it_is_as_near_to_the_source_as_one_made_of_pixels(int width) throws IOException {
    byte[] file = JpegSamples.PLAIN.of(Samples.photo(1600, 1200));
    Variant variant = Variant.width("w", width).quality(92);
    double[][] exact =
        Reference.resample(
            ImageIO.read(new ByteArrayInputStream(file)), width, (int) Math.round(width * 0.75));

    BufferedImage pixels = render(file, variant.as(OutputFormat.PNG));
    BufferedImage written = ImageIO.read(new ByteArrayInputStream(written(pixels, 92)));

    assertThat(Reference.psnr(render(file, variant), exact))
        .isGreaterThan(Reference.psnr(written, exact) - 0.1);
  }

  @ParameterizedTest
  @CsvSource({"200, 150", "201, 133", "64, 1", "33, 77"})
  void sides_of_any_length_and_every_orientation_show_the_same(int width, int height)
      throws IOException {
    BufferedImage photo = Samples.photo(2 * width, 2 * height);
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] file = Samples.turned(new JpegSamples(2, 2, false, 0).of(photo), orientation);
      Variant variant =
          (orientation > 4 ? Variant.height("h", width) : Variant.width("w", width)).quality(95);

      BufferedImage pixels = render(file, variant.as(OutputFormat.PNG));
      BufferedImage direct = render(file, variant);

      assertThat(direct.getWidth()).isEqualTo(pixels.getWidth());
      assertThat(direct.getHeight()).isEqualTo(pixels.getHeight());
      BufferedImage written = ImageIO.read(new ByteArrayInputStream(written(pixels, 95)));
      double[][] exact = Reference.resample(pixels, pixels.getWidth(), pixels.getHeight());
      assertThat(Reference.psnr(direct, exact))
          .as("orientation %d", orientation)
          .isGreaterThan(Reference.psnr(written, exact) - 1.5);
    }
  }

  @Test
  void smaller_ones_are_made_from_larger_ones() throws IOException {
    byte[] file = JpegSamples.PLAIN.of(Samples.photo(1601, 1201));
    BufferedImage whole = ImageIO.read(new ByteArrayInputStream(file));
    List<Variant> variants =
        List.of(
            Variant.width("large", 801).quality(92),
            Variant.width("small", 301).quality(92),
            Variant.fit("tiny", 99, 99).quality(92));

    for (Rendered made : Images.read(file).render(variants)) {
      double[][] exact = Reference.resample(whole, made.width(), made.height());
      assertThat(Reference.psnr(Samples.decode(made), exact)).as(made.name()).isGreaterThan(34);
    }
  }

  private static byte[] written(BufferedImage picture, int quality) {
    int width = picture.getWidth();
    int[] argb = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    byte[] samples = new byte[3 * argb.length];
    for (int i = 0; i < argb.length; i++) {
      samples[3 * i] = (byte) (argb[i] >> 16);
      samples[3 * i + 1] = (byte) (argb[i] >> 8);
      samples[3 * i + 2] = (byte) argb[i];
    }
    var writer =
        new JpegWriter(new Bitmap(width, picture.getHeight(), 3, samples), quality, Sampling.HALF);
    boolean more = true;
    while (more) {
      more = writer.writeBand();
    }
    return writer.finish();
  }
}
