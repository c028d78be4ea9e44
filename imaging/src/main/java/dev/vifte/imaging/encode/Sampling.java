package dev.vifte.imaging.encode;

/// How much colour a JPEG keeps beside its brightness.
public enum Sampling {
  /// 4:2:0, one colour for two by two pixels: what photographs need.
  HALF(2),
  /// 4:4:4, each pixel its own: for drawings and small red letters.
  FULL(1);

  /// Pixels that share a colour, along each side.
  final int step;

  Sampling(int step) {
    this.step = step;
  }
}
