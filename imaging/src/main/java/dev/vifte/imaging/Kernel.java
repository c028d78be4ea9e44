package dev.vifte.imaging;

import java.util.Arrays;

/// Lanczos3 weights for one axis: output pixel `i` is the sum of `weights[i][t] * source[first[i] +
/// t]`. Beyond the edge there is nothing, and the rest is scaled up to 1. (Duchon 1979; widened by
/// the scale when shrinking.)
@SuppressWarnings("ArrayRecordComponent")
record Kernel(int[] first, float[][] weights) {
  private static final double LOBES = 3;

  /// @param from where the part to take begins, in source pixels
  /// @param length how long it is
  /// @param available how many source pixels there are
  /// @param size how many output pixels
  static Kernel of(double from, double length, int available, int size) {
    double scale = length / size;
    double reach = LOBES * Math.max(1, scale);
    int[] first = new int[size];
    float[][] weights = new float[size][];
    for (int i = 0; i < size; i++) {
      double centre = from + (i + 0.5) * scale;
      int low = Math.clamp((long) Math.floor(centre - reach), 0, available - 1);
      int high = Math.clamp((long) Math.ceil(centre + reach), low + 1, available);
      first[i] = low;
      weights[i] = weights(low, high, centre, Math.max(1, scale));
    }
    return trimmed(first, weights);
  }

  /// Output pixels.
  int size() {
    return first.length;
  }

  /// The source pixel behind the last that output pixel `i` needs.
  int end(int i) {
    return first[i] + weights[i].length;
  }

  /// The most taps of any output pixel.
  int taps() {
    int most = 1;
    for (float[] row : weights) {
      most = Math.max(most, row.length);
    }
    return most;
  }

  private static float[] weights(int low, int high, double centre, double widen) {
    double[] exact = new double[high - low];
    double sum = 0;
    for (int t = 0; t < exact.length; t++) {
      exact[t] = lanczos((low + t + 0.5 - centre) / widen);
      sum += exact[t];
    }
    float[] scaled = new float[exact.length];
    for (int t = 0; t < exact.length; t++) {
      scaled[t] = Math.abs(sum) < 1e-6 ? 1f / exact.length : (float) (exact[t] / sum);
    }
    return scaled;
  }

  private static double lanczos(double x) {
    if (Math.abs(x) < 1e-9) {
      return 1;
    }
    if (Math.abs(x) >= LOBES) {
      return 0;
    }
    double p = Math.PI * x;
    double third = Math.sin(p / LOBES); // the sine of p is made of it
    return LOBES * third * third * (3 - 4 * third * third) / (p * p);
  }

  /// Without weights that do nothing at either end: at scale 1 one tap is left.
  private static Kernel trimmed(int[] first, float[][] weights) {
    for (int i = 0; i < first.length; i++) {
      float[] row = weights[i];
      int low = 0;
      int high = row.length;
      while (low < high - 1 && Math.abs(row[low]) < 1e-7f) {
        low++;
      }
      while (high > low + 1 && Math.abs(row[high - 1]) < 1e-7f) {
        high--;
      }
      first[i] += low;
      weights[i] = Arrays.copyOfRange(row, low, high);
    }
    return new Kernel(first, weights);
  }
}
