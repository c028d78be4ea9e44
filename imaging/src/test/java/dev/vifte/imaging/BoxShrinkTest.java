package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BoxShrinkTest {
  @Test
  void blocks_are_averaged_also_those_cut_by_the_edge() {
    Random random = new Random(1);
    for (Pixels pixels : Pixels.values()) {
      byte[][] rows = new byte[11][13 * pixels.channels];
      for (byte[] row : rows) {
        random.nextBytes(row);
      }
      if (pixels.alpha) {
        clear(rows[3], pixels, 0xff);
        clear(rows[4], pixels, 0);
      }
      Picture shrunk = shrunk(rows, pixels, new Shrink(3, 2));

      assertThat(shrunk.samples()).as("%s", pixels).isEqualTo(plainly(rows, pixels, 3, 2));
    }
  }

  @Test
  void a_block_of_millions_of_white_pixels_is_white() {
    for (Pixels pixels : Pixels.values()) {
      byte[] row = new byte[4096 * pixels.channels];
      Arrays.fill(row, (byte) 255);
      BoxShrink box = new BoxShrink(new Shrink(4096, 4096));
      box.begin(4096, 4096, pixels);
      for (int y = 0; y < 4096; y++) {
        box.row(row);
      }

      assertThat(box.picture().samples()).as("%s", pixels).containsOnly(255);
    }
  }

  private static void clear(byte[] row, Pixels pixels, int alpha) {
    for (int i = pixels.channels - 1; i < row.length; i += pixels.channels) {
      row[i] = (byte) alpha;
    }
  }

  private static Picture shrunk(byte[][] rows, Pixels pixels, Shrink by) {
    BoxShrink box = new BoxShrink(by);
    box.begin(rows[0].length / pixels.channels, rows.length, pixels);
    for (byte[] row : rows) {
      box.row(row);
    }
    return box.picture();
  }

  private static byte[] plainly(byte[][] rows, Pixels pixels, int across, int down) {
    int channels = pixels.channels;
    int sourceWidth = rows[0].length / channels;
    int width = (sourceWidth + across - 1) / across;
    int height = (rows.length + down - 1) / down;
    byte[] out = new byte[width * height * channels];
    for (int i = 0; i < out.length; i++) {
      int left = i / channels % width * across;
      int top = i / channels / width * down;
      long sum = 0;
      long weight = 0;
      long area = 0;
      boolean colour = i % channels < pixels.colours();
      for (int y = top; y < Math.min(top + down, rows.length); y++) {
        for (int x = left; x < Math.min(left + across, sourceWidth); x++) {
          long alpha = pixels.alpha && colour ? rows[y][x * channels + channels - 1] & 0xff : 1;
          sum += (rows[y][x * channels + i % channels] & 0xff) * alpha;
          weight += alpha;
          area++;
        }
      }
      out[i] = (byte) (weight == 0 ? 0 : (sum + weight / 2) / (colour ? weight : area));
    }
    return out;
  }
}
