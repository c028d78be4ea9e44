package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.imaging.encode.Bitmap;
import dev.vifte.imaging.encode.JpegWriter;
import dev.vifte.imaging.encode.Sampling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How little memory the largest pictures take.
final class LeanTest {
  @TempDir private Path folder;

  @Test
  void a_photo_of_24_megapixels_becomes_a_thumbnail_in_a_heap_of_40_megabytes()
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("photo.jpg"), photo(6000, 4000));

    assertThat(ThumbnailInChild.peakKiB("40m", file)).isLessThan(150 << 10);
  }

  @Test
  void a_bomb_of_256_megapixels_stays_below_100_megabytes_although_the_limit_lets_it_in()
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("bomb.png"), bomb(16_000));

    assertThat(Files.size(file)).isLessThan(4 << 20);
    assertThat(ThumbnailInChild.peakKiB("24m", file)).isLessThan(100 << 10);
  }

  private static byte[] photo(int width, int height) {
    byte[] samples = new byte[3 * width * height];
    Random random = new Random(1);
    byte[] grain = new byte[1 << 16];
    random.nextBytes(grain);
    for (int i = 0; i < samples.length; i++) {
      int x = i % (3 * width);
      samples[i] = (byte) (100 + x / 180 + (grain[(i * 7 + i / 977) & 0xffff] >> 4));
    }
    var writer = new JpegWriter(new Bitmap(width, height, 3, samples), 85, Sampling.HALF);
    boolean more = true;
    while (more) {
      more = writer.writeBand();
    }
    return writer.finish();
  }

  /// Black, of 8 bits a colour.
  private static byte[] bomb(int side) throws IOException {
    var data = new ByteArrayOutputStream();
    byte[] row = new byte[1 + 3 * side];
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (var out = new DeflaterOutputStream(data, fast, 1 << 16)) {
      for (int y = 0; y < side; y++) {
        out.write(row);
      }
    } finally {
      fast.end();
    }
    return Samples.png(Samples.ihdr(side, side, 8, 2), data.toByteArray());
  }
}
