package dev.vifte.imaging;

import java.util.Arrays;

/// Weighted sums of whole arrays. Each method is one plain loop, the form that the JIT vectorises.
final class Sums {
  private Sums() {}

  /// The first `count` elements of each source times its weight, added up. Where the count is a
  /// constant, the JIT leaves out what is only there for any count.
  ///
  /// @param sources at least as many as there are weights
  static void weigh(float[] target, int count, float[] weights, float[][] sources) {
    int t = 0;
    if (weights.length < 4) {
      Arrays.fill(target, 0, count, 0);
    } else {
      set4(target, count, weights, sources);
      t = 4;
    }
    for (; t + 4 <= weights.length; t += 4) {
      add4(target, count, weights, t, sources);
    }
    switch (weights.length - t) {
      case 3 -> add3(target, count, weights, t, sources);
      case 2 -> add2(target, count, weights, t, sources);
      case 1 -> add(target, count, weights[t], sources[t]);
      default -> {}
    }
  }

  /// The first four, whatever the target held.
  private static void set4(float[] target, int count, float[] weights, float[][] sources) {
    float weightA = weights[0];
    float weightB = weights[1];
    float weightC = weights[2];
    float weightD = weights[3];
    float[] a = sources[0];
    float[] b = sources[1];
    float[] c = sources[2];
    float[] d = sources[3];
    for (int i = 0; i < count; i++) {
      target[i] = weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
    }
  }

  /// Four at once, from number `t` on: the target is read and written a quarter as often.
  private static void add4(float[] target, int count, float[] weights, int t, float[][] sources) {
    float weightA = weights[t];
    float weightB = weights[t + 1];
    float weightC = weights[t + 2];
    float weightD = weights[t + 3];
    float[] a = sources[t];
    float[] b = sources[t + 1];
    float[] c = sources[t + 2];
    float[] d = sources[t + 3];
    for (int i = 0; i < count; i++) {
      target[i] += weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
    }
  }

  private static void add3(float[] target, int count, float[] weights, int t, float[][] sources) {
    float weightA = weights[t];
    float weightB = weights[t + 1];
    float weightC = weights[t + 2];
    float[] a = sources[t];
    float[] b = sources[t + 1];
    float[] c = sources[t + 2];
    for (int i = 0; i < count; i++) {
      target[i] = target[i] + weightA * a[i] + weightB * b[i] + weightC * c[i];
    }
  }

  private static void add2(float[] target, int count, float[] weights, int t, float[][] sources) {
    float weightA = weights[t];
    float weightB = weights[t + 1];
    float[] a = sources[t];
    float[] b = sources[t + 1];
    for (int i = 0; i < count; i++) {
      target[i] = target[i] + weightA * a[i] + weightB * b[i];
    }
  }

  private static void add(float[] target, int count, float weight, float[] source) {
    for (int i = 0; i < count; i++) {
      target[i] += weight * source[i];
    }
  }
}
