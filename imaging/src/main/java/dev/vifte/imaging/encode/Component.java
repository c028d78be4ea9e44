package dev.vifte.imaging.encode;

/// Brightness or one of the two colours, on its way from values to tokens.
final class Component {
  private final Plane plane;
  private final int[] places;
  private final int step;
  private final int table;
  private int before;

  /// @param units of the scan in a band
  /// @param step blocks of a unit along each side
  /// @param table of its first coefficients
  Component(int units, int step, int table, Quantisation quantisation) {
    this.plane = new Plane(8 * step * units, step, quantisation);
    this.places = plane.places();
    this.step = step;
    this.table = table;
  }

  /// To be filled before [#transform].
  float[] row(int number) {
    return plane.rows[number];
  }

  void transform() {
    plane.transform();
  }

  /// All its blocks of one unit.
  void write(int unit, Tokens tokens) {
    for (int row = 0; row < step; row++) {
      for (int column = 0; column < step; column++) {
        int base = 8 * (unit * step + column);
        before = tokens.add(plane.levels(row), places, base, table, before);
      }
    }
  }
}
