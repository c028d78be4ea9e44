package dev.vifte.imaging.encode;

/// A picture to be written, without alpha.
public sealed interface Source permits Bitmap, Planes {
  /// 1 to 65,535.
  int width();

  /// 1 to 65,535.
  int height();

  /// 1 for gray, else 3.
  int channels();

  /// Fills a row with the brightness of row `y`, or of the last row below it: -128 to 127, beyond
  /// the width the last pixel again.
  void luma(int y, float[] row);

  /// Fills rows with the colour that stands at row `y` of the rows that `sampling` leaves, in the
  /// same way.
  void chroma(Sampling sampling, int y, float[] cb, float[] cr);

  /// Throws [IllegalArgumentException] for sides that no JPEG has.
  static void requireSides(int width, int height) {
    if (width < 1 || height < 1 || Math.max(width, height) > 0xffff) {
      throw new IllegalArgumentException(
          "a JPEG has 1 to 65535 pixels a side, not %d x %d".formatted(width, height));
    }
  }
}
