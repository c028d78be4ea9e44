package dev.vifte.imaging;

/// Weighted sums of whole arrays. Each method is one plain loop, the form that the JIT vectorises.
final class Sums {
  private Sums() {}

  static void add(float[] target, float weight, float[] source) {
    for (int i = 0; i < target.length; i++) {
      target[i] += weight * source[i];
    }
  }

  /// Four at once, with the weights from `first` on: the target is read and written a quarter as
  /// often.
  static void add4(
      float[] target, float[] weights, int first, float[] a, float[] b, float[] c, float[] d) {
    float weightA = weights[first];
    float weightB = weights[first + 1];
    float weightC = weights[first + 2];
    float weightD = weights[first + 3];
    for (int i = 0; i < target.length; i++) {
      target[i] += weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
    }
  }
}
