package dev.vifte.imaging;

import java.util.Map;

/// What Java and libvips took for the same work, and so which of the two does what both can.
///
/// What is left to libvips runs in a child process, of which there are few and whose code is less
/// warm, and costs a hop. So libvips gets only what it does in less than half the time.
///
/// @param java milliseconds of CPU, all threads
/// @param libvips likewise
record Gain(double java, double libvips) {
  /// By libvips 8.14.1 on two cores of an AMD EPYC, JDK 25, medians; a picture of 12 megapixels to
  /// 640 px, and for JPEG to 1280 + 640 + 128 px by libvips' own thumbnailer, which decodes small.
  /// `./dev gains` measures anew, without the thumbnailer.
  static final Map<ImageFormat, Gain> READING =
      Map.of(
          ImageFormat.JPEG, new Gain(70, 100),
          ImageFormat.PNG, new Gain(160, 170),
          ImageFormat.WEBP, new Gain(830, 220));

  /// So many times less must it take.
  private static final double WORTH = 2;

  /// Whether a format that Java decodes is better left to libvips.
  static boolean favoursLibvips(ImageFormat format) {
    Gain gain = READING.get(format);
    return gain != null && gain.java > WORTH * gain.libvips;
  }
}
