package dev.vifte.imaging.encode;

/// The order in which a block's 64 coefficients are written: along its diagonals, from the slow
/// changes to the fast ones.
final class ZigZag {
  static final int SIZE = 64;

  private static final byte[] NATURAL = order();

  private ZigZag() {}

  /// The place, row times 8 plus column, of the coefficient that comes as number `k`.
  static int natural(int k) {
    return NATURAL[k];
  }

  private static byte[] order() {
    byte[] order = new byte[SIZE];
    int k = 0;
    for (int diagonal = 0; diagonal < 15; diagonal++) {
      for (int step = Math.max(0, diagonal - 7); step <= Math.min(7, diagonal); step++) {
        int row = diagonal % 2 == 0 ? diagonal - step : step;
        order[k++] = (byte) (row * 8 + diagonal - row);
      }
    }
    return order;
  }
}
