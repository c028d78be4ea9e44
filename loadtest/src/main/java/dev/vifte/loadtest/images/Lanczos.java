package dev.vifte.loadtest.images;

import java.awt.image.BufferedImage;

/// The reference: all of the picture, Lanczos3 along rows, then along columns, written the plain
/// way. Two dimensions of floats are red, green or blue, then pixels.
final class Lanczos {
  private static final int LOBES = 3;

  private Lanczos() {}

  static float[][] shrunk(BufferedImage picture, int width, int height) {
    double[][] across = weights(picture.getWidth(), width);
    double[][] down = weights(picture.getHeight(), height);
    double[][] sums = new double[3][width * height];
    int[] row = new int[picture.getWidth()];
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int c = 0; c < 3; c++) {
        addRow(line(row, 16 - 8 * c, across), down, y, sums[c]);
      }
    }
    float[][] planes = new float[3][width * height];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < planes[c].length; i++) {
        planes[c][i] = (float) Math.clamp(sums[c][i], 0, 255);
      }
    }
    return planes;
  }

  private static double[] line(int[] row, int shift, double[][] weights) {
    double[] line = new double[weights.length];
    for (int x = 0; x < line.length; x++) {
      int first = (int) weights[x][0];
      for (int t = 1; t < weights[x].length; t++) {
        line[x] += weights[x][t] * (row[first + t - 1] >> shift & 0xff);
      }
    }
    return line;
  }

  private static void addRow(double[] line, double[][] weights, int row, double[] sums) {
    for (int y = 0; y < weights.length; y++) {
      int tap = row - (int) weights[y][0] + 1;
      if (tap >= 1 && tap < weights[y].length) {
        for (int x = 0; x < line.length; x++) {
          sums[y * line.length + x] += weights[y][tap] * line[x];
        }
      }
    }
  }

  /// For each target pixel the first source pixel, then the weights from there on.
  private static double[][] weights(int from, int to) {
    double[][] all = new double[to][];
    double scale = (double) from / to;
    double widen = Math.max(1, scale);
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int low = (int) Math.max(0, Math.floor(centre - LOBES * widen));
      int high = (int) Math.min(from, Math.ceil(centre + LOBES * widen));
      double[] row = new double[high - low + 1];
      double sum = 0;
      for (int t = 1; t < row.length; t++) {
        row[t] = lanczos((low + t - 0.5 - centre) / widen);
        sum += row[t];
      }
      for (int t = 1; t < row.length; t++) {
        row[t] /= sum;
      }
      row[0] = low;
      all[i] = row;
    }
    return all;
  }

  private static double lanczos(double x) {
    if (x == 0) {
      return 1;
    }
    double p = Math.PI * x;
    return Math.abs(x) < LOBES ? LOBES * Math.sin(p) * Math.sin(p / LOBES) / (p * p) : 0;
  }
}
