package dev.vifte.imaging.look;

import java.util.Arrays;

/// Hashes that pictures which look alike share in most bits (the two of Krawetz, "Looks Like It",
/// 2011). Bit 63 comes first.
final class Fingerprints {
  private static final int SIDE = 32;
  private static final int WAVES = 8;

  private Fingerprints() {}

  /// Of 8 x 8 low waves of the gray picture at 32 x 32: a bit is set where a wave is above their
  /// median, the mean not counted.
  static long phash(Tiny picture) {
    double[] gray = shrunk(picture, SIDE, SIDE);
    double[] waves = new double[WAVES * WAVES];
    for (int j = 0; j < WAVES; j++) {
      for (int i = 0; i < WAVES; i++) {
        waves[j * WAVES + i] = wave(gray, i, j);
      }
    }
    double[] sorted = Arrays.copyOfRange(waves, 1, waves.length);
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    long hash = 0;
    for (double wave : waves) {
      hash = hash << 1 | (wave > median ? 1 : 0);
    }
    return hash;
  }

  private static double wave(double[] gray, int i, int j) {
    double sum = 0;
    for (int y = 0; y < SIDE; y++) {
      double down = StrictMath.cos(Math.PI / SIDE * j * (y + 0.5));
      for (int x = 0; x < SIDE; x++) {
        sum += gray[y * SIDE + x] * StrictMath.cos(Math.PI / SIDE * i * (x + 0.5)) * down;
      }
    }
    return sum;
  }

  /// Of the gray picture at 9 x 8: a bit is set where a pixel is brighter than the one to its left.
  static long dhash(Tiny picture) {
    double[] gray = shrunk(picture, WAVES + 1, WAVES);
    long hash = 0;
    for (int y = 0; y < WAVES; y++) {
      for (int x = 0; x < WAVES; x++) {
        int at = y * (WAVES + 1) + x;
        hash = hash << 1 | (gray[at + 1] > gray[at] ? 1 : 0);
      }
    }
    return hash;
  }

  /// The mean gray of each cell of a grid, parts of pixels counted as parts.
  private static double[] shrunk(Tiny picture, int width, int height) {
    double[] cells = new double[width * height];
    double x = (double) picture.width() / width;
    double y = (double) picture.height() / height;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        cells[row * width + column] =
            mean(picture, column * x, (column + 1) * x, row * y, (row + 1) * y);
      }
    }
    return cells;
  }

  private static double mean(Tiny picture, double left, double right, double top, double bottom) {
    double sum = 0;
    double weight = 0;
    for (int y = (int) top; y < Math.min(bottom, picture.height()); y++) {
      double high = Math.min(bottom, y + 1) - Math.max(top, y);
      for (int x = (int) left; x < Math.min(right, picture.width()); x++) {
        double part = high * (Math.min(right, x + 1) - Math.max(left, x));
        sum += part * picture.gray(y * picture.width() + x);
        weight += part;
      }
    }
    return weight == 0 ? 0 : Math.rint(sum / weight * 1e6) / 1e6;
  }
}
