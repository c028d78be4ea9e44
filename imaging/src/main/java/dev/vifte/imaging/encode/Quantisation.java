package dev.vifte.imaging.encode;

/// How coarsely each of the 64 coefficients is kept: the tables of the JPEG standard (Annex K),
/// scaled by quality as nearly every encoder does.
@SuppressWarnings("ArrayRecordComponent")
record Quantisation(int[] steps) {
  private static final int[] LUMA = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, //
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62, //
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, //
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };
  private static final int[] CHROMA = {
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, //
    24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
  };

  static Quantisation luma(int quality) {
    return new Quantisation(scaled(LUMA, quality));
  }

  static Quantisation chroma(int quality) {
    return new Quantisation(scaled(CHROMA, quality));
  }

  /// What to multiply a coefficient of [ForwardDct] with, place by place.
  float factor(int row, int column) {
    return (float)
        (1 / (8 * steps[row * 8 + column] * ForwardDct.gain(row) * ForwardDct.gain(column)));
  }

  /// As the file holds them.
  byte[] zigZag() {
    byte[] bytes = new byte[ZigZag.SIZE];
    for (int k = 0; k < bytes.length; k++) {
      bytes[k] = (byte) steps[ZigZag.natural(k)];
    }
    return bytes;
  }

  /// 50 is the table itself, 25 its double, 75 its half, 100 nothing but ones.
  private static int[] scaled(int[] table, int quality) {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    int[] steps = new int[ZigZag.SIZE];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.clamp((table[i] * percent + 50) / 100, 1, 255);
    }
    return steps;
  }
}
