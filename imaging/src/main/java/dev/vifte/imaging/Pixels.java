package dev.vifte.imaging;

/// What the interleaved bytes of a row mean. Alpha is straight (not multiplied in); in CMYK 0 is no
/// ink.
enum Pixels {
  GRAY(1, false),
  GRAY_ALPHA(2, true),
  RGB(3, false),
  RGBA(4, true),
  CMYK(4, false);

  final int channels;
  final boolean alpha;

  Pixels(int channels, boolean alpha) {
    this.channels = channels;
    this.alpha = alpha;
  }

  /// Channels without alpha.
  int colours() {
    return alpha ? channels - 1 : channels;
  }
}
