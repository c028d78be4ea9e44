package dev.vifte.imaging.jpeg;

import java.util.Arrays;

/// The inverse cosine transform of a block's lowest `size` by `size` frequencies to as many
/// samples: the block as a good reduction would have it (1 is its mean, 8 is all of it). Immutable.
abstract sealed class Inverse permits InverseMean, InverseTwo, InverseFour, InverseEight {
  /// Half of the sample range, which JPEG takes off (T.81 A.3.1).
  static final float CENTRE = 128;

  /// Row and column of each coefficient in zigzag order, as `row << 3 | column`.
  private static final byte[] ZIGZAG = zigzag();

  /// Samples across and down.
  final int size;

  /// The last coefficient that counts, in zigzag order.
  final int last;

  /// Where each coefficient belongs in an array of `size * size`; those that do not count go to a
  /// spare element behind it.
  private final int[] places = new int[64];

  private final double[] scales;
  private final float toMean;

  /// @param scales for each frequency in one direction, the factor that [#block] leaves to the
  ///   weights
  Inverse(double... scales) {
    this.scales = scales.clone();
    this.size = scales.length;
    this.toMean = (float) (1 / (size * scales[0] * scales[0]));
    int furthest = 0;
    for (int k = 0; k < 64; k++) {
      int row = ZIGZAG[k] >> 3;
      int column = ZIGZAG[k] & 7;
      boolean counts = row < size && column < size;
      places[k] = counts ? row * size + column : size * size;
      furthest = counts ? k : furthest;
    }
    this.last = furthest;
  }

  /// @param size 1, 2, 4 or 8
  static Inverse of(int size) {
    return switch (size) {
      case 1 -> new InverseMean();
      case 2 -> new InverseTwo();
      case 4 -> new InverseFour();
      default -> new InverseEight();
    };
  }

  int[] places() {
    return places.clone();
  }

  /// What each coefficient is to be multiplied by, in zigzag order.
  float[] weights(int[] steps) {
    float[] weights = new float[64];
    for (int k = 0; k <= last; k++) {
      boolean counts = places[k] < size * size;
      weights[k] = counts ? (float) (steps[k] * scale(ZIGZAG[k]) * size / 8) : 0;
    }
    return weights;
  }

  private double scale(int place) {
    return scales[place >> 3] * scales[place & 7];
  }

  /// Puts the samples of weighted coefficients at row `y`, column `x`. May change the coefficients.
  abstract void block(float[] coefficients, float[][] rows, int x, int y);

  /// The same where only the first coefficient is not zero.
  final void flat(float coefficient, float[][] rows, int x, int y) {
    float sample = coefficient * toMean + CENTRE;
    for (int r = y; r < y + size; r++) {
      Arrays.fill(rows[r], x, x + size, sample);
    }
  }

  private static byte[] zigzag() {
    byte[] order = new byte[64];
    int k = 0;
    for (int diagonal = 0; diagonal < 15; diagonal++) {
      for (int i = 0; i <= diagonal; i++) {
        int row = diagonal % 2 == 0 ? diagonal - i : i;
        int column = diagonal - row;
        if (row < 8 && column < 8) {
          order[k++] = (byte) (row << 3 | column);
        }
      }
    }
    return order;
  }
}
