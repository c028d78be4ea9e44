package dev.vifte.imaging.jpeg;

/// A whole block, by the transform of Arai, Agui and Nakajima (1988): five multiplications for
/// eight samples, the rest of them is in the weights.
final class InverseEight extends Inverse {
  private static final float ROOT = (float) Math.sqrt(2);
  private static final float TWICE_COS_2 = (float) (2 * Math.cos(Math.PI / 8));
  private static final float DIFFERENCE =
      (float) (2 * (Math.cos(Math.PI / 8) - Math.cos(3 * Math.PI / 8)));
  private static final float SUM =
      (float) (2 * (Math.cos(Math.PI / 8) + Math.cos(3 * Math.PI / 8)));

  InverseEight() {
    super(scales());
  }

  private static double[] scales() {
    double[] scales = new double[8];
    for (int k = 0; k < 8; k++) {
      double amplitude = k == 0 ? 1 : Math.sqrt(2) * Math.cos(k * Math.PI / 16);
      scales[k] = amplitude / Math.sqrt(8);
    }
    return scales;
  }

  @Override
  void block(float[] coefficients, float[][] rows, int x, int y) {
    for (int i = 0; i < 8; i++) {
      columns(coefficients, i);
    }
    for (int i = 0; i < 8; i++) {
      coefficients[8 * i] += CENTRE;
      transform(coefficients, 8 * i, 1);
      System.arraycopy(coefficients, 8 * i, rows[y + i], x, 8);
    }
  }

  private static void columns(float[] z, int at) {
    boolean flat =
        z[at + 8] == 0
            && z[at + 16] == 0
            && z[at + 24] == 0
            && z[at + 32] == 0
            && z[at + 40] == 0
            && z[at + 48] == 0
            && z[at + 56] == 0;
    if (!flat) {
      transform(z, at, 8);
      return;
    }
    for (int i = at + 8; i < 64; i += 8) {
      z[i] = z[at];
    }
  }

  /// Eight elements, `step` apart, in place.
  private static void transform(float[] z, int at, int step) {
    float sum04 = z[at] + z[at + 4 * step];
    float difference04 = z[at] - z[at + 4 * step];
    float sum26 = z[at + 2 * step] + z[at + 6 * step];
    float difference26 = (z[at + 2 * step] - z[at + 6 * step]) * ROOT - sum26;
    float even0 = sum04 + sum26;
    float even1 = difference04 + difference26;
    float even2 = difference04 - difference26;
    float even3 = sum04 - sum26;

    float sum53 = z[at + 5 * step] + z[at + 3 * step];
    float difference53 = z[at + 5 * step] - z[at + 3 * step];
    float sum17 = z[at + step] + z[at + 7 * step];
    float difference17 = z[at + step] - z[at + 7 * step];
    float turned = (difference53 + difference17) * TWICE_COS_2;
    float odd0 = sum17 + sum53;
    float odd1 = turned - difference53 * SUM - odd0;
    float odd2 = (sum17 - sum53) * ROOT - odd1;
    float odd3 = turned - difference17 * DIFFERENCE - odd2;

    z[at] = even0 + odd0;
    z[at + step] = even1 + odd1;
    z[at + 2 * step] = even2 + odd2;
    z[at + 3 * step] = even3 + odd3;
    z[at + 4 * step] = even3 - odd3;
    z[at + 5 * step] = even2 - odd2;
    z[at + 6 * step] = even1 - odd1;
    z[at + 7 * step] = even0 - odd0;
  }
}
