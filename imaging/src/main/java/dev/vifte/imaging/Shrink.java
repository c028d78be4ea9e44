package dev.vifte.imaging;

import java.util.List;

/// Whole numbers by which a picture may be averaged down before the good resampler runs.
record Shrink(int x, int y) {
  /// What is left stays at least this many times the largest variant. Against resampling every
  /// pixel this costs photographs nothing that shows (56 dB and more measured) and white noise a
  /// little (35 dB); 3 would take twice the memory.
  static final int MARGIN = 2;

  static final Shrink NONE = new Shrink(1, 1);

  static Shrink before(List<Placement> placements) {
    double x = Double.MAX_VALUE;
    double y = Double.MAX_VALUE;
    for (Placement place : placements) {
      x = Math.min(x, place.crop().width() / place.width());
      y = Math.min(y, place.crop().height() / place.height());
    }
    return new Shrink(factor(x), factor(y));
  }

  /// What remains to be averaged away for one placement on a picture that was shrunk by this
  /// already.
  Shrink then(Placement place) {
    return new Shrink(
        factor(place.crop().width() / place.width() / x),
        factor(place.crop().height() / place.height() / y));
  }

  Shrink times(Shrink next) {
    return new Shrink(x * next.x, y * next.y);
  }

  boolean isNone() {
    return x == 1 && y == 1;
  }

  int width(int source) {
    return (source + x - 1) / x;
  }

  int height(int source) {
    return (source + y - 1) / y;
  }

  private static int factor(double ratio) {
    return (int) Math.clamp(Math.floor(ratio / MARGIN), 1, 4096);
  }
}
