package dev.vifte.imaging;

/// Pixels of a part of a picture, in sRGB: interleaved bytes of gray, or red, green and blue, then
/// straight alpha if there is any.
public final class Part {
  private final Output pixels;

  Part(Output pixels) {
    this.pixels = pixels;
  }

  /// Which part, in pixels of the picture as stored, and how large it becomes.
  public record Place(int left, int top, int width, int height, int outWidth, int outHeight) {
    Placement in(ImageHeader header) {
      boolean inside = left >= 0 && top >= 0 && width > 0 && height > 0;
      boolean fits =
          (long) left + width <= header.width() && (long) top + height <= header.height();
      if (!inside || !fits || outWidth < 1 || outHeight < 1) {
        throw new IllegalArgumentException(
            "%s is no part of %d x %d px".formatted(this, header.width(), header.height()));
      }
      return new Placement(outWidth, outHeight, new Placement.Crop(left, top, width, height));
    }
  }

  public int width() {
    return pixels.width();
  }

  public int height() {
    return pixels.height();
  }

  /// 1 to 4 a pixel: 2 and 4 with alpha.
  public int channels() {
    return pixels.pixels().channels;
  }

  /// Row after row, without gaps. Not a copy: it is the caller's now.
  public byte[] samples() {
    return pixels.samples();
  }
}
