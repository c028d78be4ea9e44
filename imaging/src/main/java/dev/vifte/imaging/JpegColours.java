package dev.vifte.imaging;

/// What the components of a JPEG mean, and how planes of them become pixels.
enum JpegColours {
  GRAY(Pixels.GRAY),
  RGB(Pixels.RGB),
  YCC(Pixels.RGB),
  CMYK(Pixels.CMYK),
  YCCK(Pixels.CMYK);

  /// Fixed point with 16 bits behind the point; the factors are those of JFIF.
  private static final int HALF = 1 << 15;

  private static final int RED_CR = Math.round(1.402f * (1 << 16));
  private static final int GREEN_CB = Math.round(0.344136f * (1 << 16));
  private static final int GREEN_CR = Math.round(0.714136f * (1 << 16));
  private static final int BLUE_CB = Math.round(1.772f * (1 << 16));

  private final Pixels pixels;

  JpegColours(Pixels pixels) {
    this.pixels = pixels;
  }

  /// Planes of equal size to interleaved pixels.
  ///
  /// @param inverted for inks: whether 255 is none
  Output join(Placement place, byte[][] planes, boolean inverted) {
    Output joined = join(place.width(), place.height(), planes);
    if (pixels == Pixels.CMYK) {
      Inks.normalise(joined.samples(), this == YCCK, inverted);
    }
    return joined;
  }

  /// The same, inks as they are.
  Output join(int width, int height, byte[][] planes) {
    byte[] samples = this == YCC ? fromLuma(planes) : interleave(planes);
    return new Output(pixels, width, height, samples);
  }

  private static byte[] interleave(byte[][] planes) {
    if (planes.length == 1) {
      return planes[0];
    }
    byte[] joined = new byte[planes[0].length * planes.length];
    for (int c = 0; c < planes.length; c++) {
      byte[] plane = planes[c];
      for (int i = 0, o = c; i < plane.length; i++, o += planes.length) {
        joined[o] = plane[i];
      }
    }
    return joined;
  }

  private static byte[] fromLuma(byte[][] planes) {
    byte[] lumas = planes[0];
    byte[] cbs = planes[1];
    byte[] crs = planes[2];
    byte[] joined = new byte[lumas.length * 3];
    for (int i = 0, o = 0; i < lumas.length; i++, o += 3) {
      int luma = ((lumas[i] & 0xff) << 16) + HALF;
      int cb = (cbs[i] & 0xff) - 128;
      int cr = (crs[i] & 0xff) - 128;
      joined[o] = clamp((luma + RED_CR * cr) >> 16);
      joined[o + 1] = clamp((luma - GREEN_CB * cb - GREEN_CR * cr) >> 16);
      joined[o + 2] = clamp((luma + BLUE_CB * cb) >> 16);
    }
    return joined;
  }

  private static byte clamp(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
