package dev.vifte.testkit.media;

import java.awt.image.BufferedImage;

/// The eight ways a camera may store a picture (Exif 2.32, tag 0x0112).
final class Orientation {
  private Orientation() {}

  static int checked(int orientation) {
    if (orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException(
          "orientation is %d; EXIF knows 1 to 8".formatted(orientation));
    }
    return orientation;
  }

  /// The pixels to store, so that a reader who obeys the orientation sees `upright`.
  static BufferedImage stored(BufferedImage upright, int orientation) {
    boolean turned = orientation >= 5;
    int width = turned ? upright.getHeight() : upright.getWidth();
    int height = turned ? upright.getWidth() : upright.getHeight();
    var stored = new BufferedImage(width, height, upright.getType());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        stored.setRGB(x, y, uprightPixel(upright, orientation, x, y));
      }
    }
    return stored;
  }

  private static int uprightPixel(BufferedImage upright, int orientation, int x, int y) {
    int right = upright.getWidth() - 1;
    int bottom = upright.getHeight() - 1;
    return switch (orientation) {
      case 2 -> upright.getRGB(right - x, y);
      case 3 -> upright.getRGB(right - x, bottom - y);
      case 4 -> upright.getRGB(x, bottom - y);
      case 5 -> upright.getRGB(y, x);
      case 6 -> upright.getRGB(right - y, x);
      case 7 -> upright.getRGB(right - y, bottom - x);
      case 8 -> upright.getRGB(y, bottom - x);
      default -> upright.getRGB(x, y);
    };
  }
}
