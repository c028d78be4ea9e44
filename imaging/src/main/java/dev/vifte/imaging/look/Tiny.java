package dev.vifte.imaging.look;

/// A small upright picture in sRGB.
///
/// @param rgba four bytes a pixel, alpha straight; not copied
@SuppressWarnings("ArrayRecordComponent") // holds pixels, compared by nobody
public record Tiny(int width, int height, byte[] rgba) {
  /// Larger ones say no more.
  public static final int MOST = 100;

  public Tiny {
    if (width < 1 || height < 1 || Math.max(width, height) > MOST) {
      throw new IllegalArgumentException(
          "a look is taken at 1 to %d px a side, not %d x %d".formatted(MOST, width, height));
    }
    if (rgba.length != width * height * 4) {
      throw new IllegalArgumentException(
          "%d bytes are not %d x %d pixels of four".formatted(rgba.length, width, height));
    }
  }

  int pixels() {
    return width * height;
  }

  /// A channel of a pixel, 0 to 255: 0 red, 1 green, 2 blue, 3 alpha.
  int at(int pixel, int channel) {
    return rgba[pixel * 4 + channel] & 0xff;
  }

  /// A colour as it shows on white, 0 to 255.
  double onWhite(int pixel, int channel) {
    double alpha = at(pixel, 3) / 255.0;
    return at(pixel, channel) * alpha + 255 * (1 - alpha);
  }

  /// Brightness on white, 0 to 255, by the weights of ITU-R BT.601.
  double gray(int pixel) {
    return 0.299 * onWhite(pixel, 0) + 0.587 * onWhite(pixel, 1) + 0.114 * onWhite(pixel, 2);
  }
}
