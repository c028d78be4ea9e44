package dev.vifte.imaging.encode;

import java.util.Arrays;

/// Rows of pixels to rows of brightness and colour (Y, Cb, Cr of JFIF), shifted so that the middle
/// is 0. What lies right of the picture repeats its last pixel.
final class Colours {
  private static final float CB_RED = -0.168736f;
  private static final float CB_GREEN = -0.331264f;
  private static final float CR_GREEN = -0.418688f;
  private static final float CR_BLUE = -0.081312f;

  private Colours() {}

  /// Samples as they are, `width` of them from `at` on.
  static void shifted(byte[] samples, int at, int width, float[] row) {
    for (int x = 0; x < width; x++) {
      row[x] = (samples[at + x] & 0xff) - 128;
    }
    repeat(row, width);
  }

  static void luma(Bitmap picture, int y, float[] row) {
    byte[] samples = picture.samples();
    int at = picture.row(y);
    for (int x = 0; x < picture.width(); x++, at += 3) {
      int red = samples[at] & 0xff;
      int green = samples[at + 1] & 0xff;
      int blue = samples[at + 2] & 0xff;
      row[x] = (19595 * red + 38470 * green + 7471 * blue) * (1f / 65536) - 128;
    }
    repeat(row, picture.width());
  }

  /// The colour of each pixel of row `y`.
  static void chroma(Bitmap picture, int y, float[] cb, float[] cr) {
    byte[] samples = picture.samples();
    int at = picture.row(y);
    for (int x = 0; x < picture.width(); x++, at += 3) {
      int red = samples[at] & 0xff;
      int green = samples[at + 1] & 0xff;
      int blue = samples[at + 2] & 0xff;
      cb[x] = CB_RED * red + CB_GREEN * green + 0.5f * blue;
      cr[x] = 0.5f * red + CR_GREEN * green + CR_BLUE * blue;
    }
    repeat(cb, picture.width());
    repeat(cr, picture.width());
  }

  /// The mean colour of two by two pixels of rows `y` and `y + 1`.
  static void halfChroma(Bitmap picture, int y, float[] cb, float[] cr) {
    byte[] samples = picture.samples();
    int upper = picture.row(y);
    int lower = picture.row(y + 1);
    int pairs = (picture.width() + 1) / 2;
    int last = 3 * (picture.width() - 1);
    for (int x = 0; x < pairs; x++) {
      int left = 6 * x;
      int right = Math.min(left + 3, last);
      int red = sum(samples, upper + left, upper + right, lower + left, lower + right);
      int green =
          sum(samples, upper + left + 1, upper + right + 1, lower + left + 1, lower + right + 1);
      int blue =
          sum(samples, upper + left + 2, upper + right + 2, lower + left + 2, lower + right + 2);
      cb[x] = CB_RED / 4 * red + CB_GREEN / 4 * green + 0.125f * blue;
      cr[x] = 0.125f * red + CR_GREEN / 4 * green + CR_BLUE / 4 * blue;
    }
    repeat(cb, pairs);
    repeat(cr, pairs);
  }

  private static int sum(byte[] samples, int a, int b, int c, int d) {
    return (samples[a] & 0xff) + (samples[b] & 0xff) + (samples[c] & 0xff) + (samples[d] & 0xff);
  }

  private static void repeat(float[] row, int width) {
    Arrays.fill(row, width, row.length, row[width - 1]);
  }
}
