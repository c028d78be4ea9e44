package dev.vifte.imaging;

/// A decoded picture at the size of a variant.
sealed interface Drawn permits Output, Halves {
  /// Turned and mirrored as EXIF orientation 1 to 8 asks, so that it is upright.
  Drawn oriented(int orientation);

  /// As interleaved samples.
  Output toPixels();
}
