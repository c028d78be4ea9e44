package dev.vifte.imaging;

import java.util.Collection;

/// How many samples of a JPEG's block of 8 are wanted, across and down alike: the fewest that leave
/// enough for the resampler.
final class BlockSize {
  /// Samples of a plane for each pixel of the largest variant, at least, where 1, 2 or 4 stand for
  /// a block. The fewer, the more alike they are to plain means, which need more. Photographs keep
  /// 43 dB and more against resampling every pixel.
  private static final double[] MARGINS = {2, 1.6, 1.5};

  /// The same for colours that are stored smaller than the picture: they are soft already.
  private static final double[] SOFT_MARGINS = {1.5, 1, 0.75};

  /// The same for colours that leave at half the size of the variant.
  private static final double[] HALF_MARGINS = {1, 0.8, 0.75};

  private BlockSize() {}

  /// 1, 2, 4 or 8.
  ///
  /// @param scaleX samples of the plane for a pixel of the picture
  /// @param half whether the plane becomes half as large as the variant
  static int of(Collection<Placement> places, double scaleX, double scaleY, boolean half) {
    double ratio = Double.MAX_VALUE;
    for (Placement place : places) {
      ratio = Math.min(ratio, place.crop().width() * scaleX / place.width());
      ratio = Math.min(ratio, place.crop().height() * scaleY / place.height());
    }
    boolean soft = scaleX < 1 || scaleY < 1;
    double[] margins = half ? HALF_MARGINS : soft ? SOFT_MARGINS : MARGINS;
    int power = 0;
    while (power < margins.length && ratio * (1 << power) / 8 < margins[power]) {
      power++;
    }
    return 1 << power;
  }
}
