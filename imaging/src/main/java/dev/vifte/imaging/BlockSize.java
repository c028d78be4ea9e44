package dev.vifte.imaging;

import java.util.Collection;

/// How many samples of a JPEG's block of 8 are wanted, across and down alike: the fewest that leave
/// enough for the resampler.
final class BlockSize {
  /// How many samples of a plane a pixel of the largest variant is made from, at least.
  static final double MARGIN = 1.5;

  private BlockSize() {}

  /// 1, 2, 4 or 8.
  ///
  /// @param scaleX samples of the plane for a pixel of the picture
  static int of(Collection<Placement> places, double scaleX, double scaleY) {
    double ratio = Double.MAX_VALUE;
    for (Placement place : places) {
      ratio = Math.min(ratio, place.crop().width() * scaleX / place.width());
      ratio = Math.min(ratio, place.crop().height() * scaleY / place.height());
    }
    int size = 1;
    while (size < 8 && ratio * size / 8 < MARGIN) {
      size *= 2;
    }
    return size;
  }
}
