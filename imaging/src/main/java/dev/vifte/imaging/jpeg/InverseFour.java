package dev.vifte.imaging.jpeg;

/// A block as four by four samples.
final class InverseFour extends Inverse {
  private static final float COS_1 = (float) (Math.sqrt(0.5) * Math.cos(Math.PI / 8));
  private static final float COS_3 = (float) (Math.sqrt(0.5) * Math.cos(3 * Math.PI / 8));

  InverseFour() {
    super(0.5, 1, 0.5, 1);
  }

  @Override
  void block(float[] coefficients, float[][] rows, int x, int y) {
    for (int i = 0; i < 4; i++) {
      columns(coefficients, i);
    }
    for (int i = 0; i < 4; i++) {
      row(coefficients, 4 * i, rows[y + i], x);
    }
  }

  private static void columns(float[] z, int at) {
    float even = z[at] + z[at + 8];
    float odd = z[at] - z[at + 8];
    float outer = COS_1 * z[at + 4] + COS_3 * z[at + 12];
    float inner = COS_3 * z[at + 4] - COS_1 * z[at + 12];
    z[at] = even + outer;
    z[at + 4] = odd + inner;
    z[at + 8] = odd - inner;
    z[at + 12] = even - outer;
  }

  private static void row(float[] z, int at, float[] row, int x) {
    float mean = z[at] + CENTRE;
    float even = mean + z[at + 2];
    float odd = mean - z[at + 2];
    float outer = COS_1 * z[at + 1] + COS_3 * z[at + 3];
    float inner = COS_3 * z[at + 1] - COS_1 * z[at + 3];
    row[x] = even + outer;
    row[x + 1] = odd + inner;
    row[x + 2] = odd - inner;
    row[x + 3] = even - outer;
  }
}
