package dev.vifte.imaging;

/// CMYK arithmetic.
final class Inks {
  private Inks() {}

  /// In place to CMYK with 0 = no ink. YCCK is YCbCr (JFIF) of the inverted CMY with K beside it.
  static void normalise(byte[] row, boolean ycck, boolean inverted) {
    if (ycck) {
      unmixLuma(row);
    }
    if (inverted) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (byte) ~row[i];
      }
    }
  }

  /// YCCK to CMYK as libjpeg has it: C = 255 - R and so on, K as it is.
  private static void unmixLuma(byte[] row) {
    for (int i = 0; i < row.length; i += 4) {
      float y = row[i] & 0xff;
      float cb = (row[i + 1] & 0xff) - 128f;
      float cr = (row[i + 2] & 0xff) - 128f;
      row[i] = clamp(255 - (y + 1.402f * cr));
      row[i + 1] = clamp(255 - (y - 0.344136f * cb - 0.714136f * cr));
      row[i + 2] = clamp(255 - (y + 1.772f * cb));
    }
  }

  /// Without a profile: R = (255 - C)(255 - K) / 255.
  static byte[] toRgb(byte[] inks) {
    byte[] rgb = new byte[inks.length / 4 * 3];
    for (int i = 0, o = 0; i < inks.length; i += 4, o += 3) {
      int light = 255 - (inks[i + 3] & 0xff);
      for (int c = 0; c < 3; c++) {
        rgb[o + c] = (byte) (((255 - (inks[i + c] & 0xff)) * light + 127) / 255);
      }
    }
    return rgb;
  }

  static byte clamp(float value) {
    return (byte) Math.max(0, Math.min(255, (int) (value + 0.5f)));
  }
}
