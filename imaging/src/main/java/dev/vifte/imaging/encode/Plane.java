package dev.vifte.imaging.encode;

/// One component of the picture, a band of a few rows of blocks at a time: its values go in, its
/// quantised coefficients come out. All blocks of a row are transformed at once.
final class Plane {
  /// Brings every number above zero, where cutting the fraction off rounds down.
  private static final int LIFT = 1 << 14;

  /// Values of the band, from -128 to 127; a row is as long as whole units of the scan.
  final float[][] rows;

  private final int width;
  private final float[][] turned;
  private final float[][] factors;
  private final int[][] levels;

  /// @param width of a row, a multiple of 8
  /// @param blocks rows of blocks in a band
  Plane(int width, int blocks, Quantisation quantisation) {
    this.width = width;
    this.rows = new float[8 * blocks][width];
    this.turned = new float[8][width];
    this.factors = new float[8][width];
    this.levels = new int[blocks][8 * width];
    for (int column = 0; column < 8; column++) {
      for (int i = 0; i < width; i++) {
        factors[column][i] = quantisation.factor(i % 8, column);
      }
    }
  }

  /// Where coefficient number `k` of the first block lies in [#levels]; that of the next one is 8
  /// further on.
  int[] places() {
    int[] places = new int[ZigZag.SIZE];
    for (int k = 0; k < places.length; k++) {
      int natural = ZigZag.natural(k);
      places[k] = natural % 8 * width + natural / 8;
    }
    return places;
  }

  /// The quantised coefficients of one row of blocks.
  int[] levels(int blockRow) {
    return levels[blockRow];
  }

  /// From [#rows], whose values are lost, to [#levels].
  void transform() {
    for (int blockRow = 0; blockRow < levels.length; blockRow++) {
      ForwardDct.transform(rows, 8 * blockRow, width);
      for (int row = 0; row < 8; row++) {
        turn(rows[8 * blockRow + row], turned, row);
      }
      ForwardDct.transform(turned, 0, width);
      for (int column = 0; column < 8; column++) {
        quantise(turned[column], factors[column], levels[blockRow], column * width);
      }
    }
  }

  /// Row `place` of every block becomes its column.
  private static void turn(float[] row, float[][] columns, int place) {
    float[] column0 = columns[0];
    float[] column1 = columns[1];
    float[] column2 = columns[2];
    float[] column3 = columns[3];
    float[] column4 = columns[4];
    float[] column5 = columns[5];
    float[] column6 = columns[6];
    float[] column7 = columns[7];
    for (int x = 0; x < row.length - 7; x += 8) {
      column0[x + place] = row[x];
      column1[x + place] = row[x + 1];
      column2[x + place] = row[x + 2];
      column3[x + place] = row[x + 3];
      column4[x + place] = row[x + 4];
      column5[x + place] = row[x + 5];
      column6[x + place] = row[x + 6];
      column7[x + place] = row[x + 7];
    }
  }

  /// To the nearest whole number.
  private static void quantise(float[] values, float[] factors, int[] levels, int from) {
    for (int i = 0; i < values.length; i++) {
      levels[from + i] = (int) (values[i] * factors[i] + (LIFT + 0.5f)) - LIFT;
    }
  }
}
