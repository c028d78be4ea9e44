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
      row(coefficients, 8 * i, rows[y + i], x);
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
      column(z, at);
      return;
    }
    for (int i = at + 8; i < 64; i += 8) {
      z[i] = z[at];
    }
  }

  /// In place.
  private static void column(float[] z, int at) {
    float sum04 = z[at] + z[at + 32];
    float difference04 = z[at] - z[at + 32];
    float sum26 = z[at + 16] + z[at + 48];
    float difference26 = (z[at + 16] - z[at + 48]) * ROOT - sum26;
    float even0 = sum04 + sum26;
    float even1 = difference04 + difference26;
    float even2 = difference04 - difference26;
    float even3 = sum04 - sum26;

    float sum53 = z[at + 40] + z[at + 24];
    float difference53 = z[at + 40] - z[at + 24];
    float sum17 = z[at + 8] + z[at + 56];
    float difference17 = z[at + 8] - z[at + 56];
    float turned = (difference53 + difference17) * TWICE_COS_2;
    float odd0 = sum17 + sum53;
    float odd1 = turned - difference53 * SUM - odd0;
    float odd2 = (sum17 - sum53) * ROOT - odd1;
    float odd3 = turned - difference17 * DIFFERENCE - odd2;

    z[at] = even0 + odd0;
    z[at + 8] = even1 + odd1;
    z[at + 16] = even2 + odd2;
    z[at + 24] = even3 + odd3;
    z[at + 32] = even3 - odd3;
    z[at + 40] = even2 - odd2;
    z[at + 48] = even1 - odd1;
    z[at + 56] = even0 - odd0;
  }

  /// The same, to where the samples belong. Apart from [#column], so that each stays small enough
  /// for the JIT to inline it (325 bytecodes).
  private static void row(float[] z, int at, float[] row, int x) {
    float mean = z[at] + CENTRE;
    float sum04 = mean + z[at + 4];
    float difference04 = mean - z[at + 4];
    float sum26 = z[at + 2] + z[at + 6];
    float difference26 = (z[at + 2] - z[at + 6]) * ROOT - sum26;
    float even0 = sum04 + sum26;
    float even1 = difference04 + difference26;
    float even2 = difference04 - difference26;
    float even3 = sum04 - sum26;

    float sum53 = z[at + 5] + z[at + 3];
    float difference53 = z[at + 5] - z[at + 3];
    float sum17 = z[at + 1] + z[at + 7];
    float difference17 = z[at + 1] - z[at + 7];
    float turned = (difference53 + difference17) * TWICE_COS_2;
    float odd0 = sum17 + sum53;
    float odd1 = turned - difference53 * SUM - odd0;
    float odd2 = (sum17 - sum53) * ROOT - odd1;
    float odd3 = turned - difference17 * DIFFERENCE - odd2;

    row[x] = even0 + odd0;
    row[x + 1] = even1 + odd1;
    row[x + 2] = even2 + odd2;
    row[x + 3] = even3 + odd3;
    row[x + 4] = even3 - odd3;
    row[x + 5] = even2 - odd2;
    row[x + 6] = even1 - odd1;
    row[x + 7] = even0 - odd0;
  }
}
