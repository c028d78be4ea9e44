package dev.vifte.imaging.jpeg;

/// A block as two by two samples.
final class InverseTwo extends Inverse {
  InverseTwo() {
    super(Math.sqrt(0.5), Math.sqrt(0.5));
  }

  @Override
  void block(float[] coefficients, float[][] rows, int x, int y) {
    float left = coefficients[0] + coefficients[1] + CENTRE;
    float right = coefficients[0] - coefficients[1] + CENTRE;
    float leftSlope = coefficients[2] + coefficients[3];
    float rightSlope = coefficients[2] - coefficients[3];
    rows[y][x] = left + leftSlope;
    rows[y][x + 1] = right + rightSlope;
    rows[y + 1][x] = left - leftSlope;
    rows[y + 1][x + 1] = right - rightSlope;
  }
}
