package dev.vifte.imaging.jpeg;

/// A block as one sample.
final class InverseMean extends Inverse {
  InverseMean() {
    super(1);
  }

  @Override
  void block(float[] coefficients, float[][] rows, int x, int y) {
    rows[y][x] = coefficients[0] + CENTRE;
  }
}
