package dev.vifte.imaging.jpeg;

import java.util.Arrays;

/// Turns gathered coefficients into samples, a row of blocks at a time.
final class BlockRow {
  private final Inverse inverse;
  private final int[] places;
  private final float[] weights;
  private final float[] block;
  private final Coefficients coefficients;

  BlockRow(Inverse inverse, int[] steps, Coefficients coefficients) {
    this.inverse = inverse;
    this.places = inverse.places();
    this.weights = inverse.weights(steps);
    this.block = new float[inverse.size * inverse.size + 1];
    this.coefficients = coefficients;
  }

  void to(Strip strip, int row, int across) {
    for (int x = 0; x < across; x++) {
      block(strip, coefficients.at(x, row), x * inverse.size);
    }
  }

  private void block(Strip strip, int at, int x) {
    short[] values = coefficients.values;
    int others = 0;
    for (int k = 1; k <= inverse.last; k++) {
      others |= values[at + k];
    }
    float mean = values[at] * weights[0];
    if (others == 0) {
      inverse.flat(mean, strip.rows, x, 0);
      return;
    }
    Arrays.fill(block, 0);
    for (int k = 1; k <= inverse.last; k++) {
      block[places[k]] = values[at + k] * weights[k];
    }
    block[0] = mean;
    inverse.block(block, strip.rows, x, 0);
  }
}
