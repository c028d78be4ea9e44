package dev.vifte.imaging.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PngWriterTest {
  private static byte[] write(int width, int height, int channels, byte[] samples) {
    try (var writer = new PngWriter(width, height, channels, samples)) {
      boolean more = true;
      while (more) {
        more = writer.writeRow();
      }
      return writer.finish();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "33, 17, 1", "33, 17, 2", "70, 40, 3", "70, 40, 4", "300, 200, 4"})
  void the_jdk_reads_every_sample_back(int width, int height, int channels) throws IOException {
    byte[] samples = new byte[width * height * channels];
    Random grain = new Random(3);
    for (int i = 0; i < samples.length; i++) {
      int y = i / (width * channels);
      samples[i] =
          (byte) (y < height / 2 ? grain.nextInt(256) : i / channels + 40 * (i % channels));
    }

    BufferedImage read =
        ImageIO.read(new ByteArrayInputStream(write(width, height, channels, samples)));

    int[] all = read.getRaster().getPixels(0, 0, width, height, (int[]) null);
    assertThat(read.getRaster().getNumBands()).isEqualTo(channels);
    for (int i = 0; i < all.length; i++) {
      assertThat(all[i]).isEqualTo(samples[i] & 0xff);
    }
  }

  @Test
  void soft_pictures_become_smaller_than_by_the_jdk() throws IOException {
    Bitmap soft = Pictures.soft(400, 300, 3);
    var jdk = new ByteArrayOutputStream();
    ImageIO.write(Pictures.image(soft), "png", jdk);

    assertThat(write(400, 300, 3, soft.samples()).length).isLessThan(jdk.size());
  }

  @Test
  void what_cannot_be_written_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PngWriter(1, 1, 5, new byte[5]));
    assertThatIllegalArgumentException().isThrownBy(() -> new PngWriter(2, 2, 3, new byte[5]));
    try (var writer = new PngWriter(2, 2, 1, new byte[4])) {
      assertThat(writer.writeRow()).isTrue();
      assertThatIllegalStateException().isThrownBy(writer::finish).withMessageContaining("row 1");
    }
  }
}
