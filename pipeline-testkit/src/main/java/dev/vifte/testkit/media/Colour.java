package dev.vifte.testkit.media;

/// A colour with components from 0 to 255, not rounded, so that gradients do not band before the
/// texture is added.
record Colour(double red, double green, double blue) {

  static Colour of(int rgb) {
    return new Colour((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255);
  }

  /// This colour at 0, the other at 1; `part` is clamped.
  Colour towards(Colour other, double part) {
    double t = Math.clamp(part, 0, 1);
    return new Colour(
        red + (other.red - red) * t,
        green + (other.green - green) * t,
        blue + (other.blue - blue) * t);
  }

  Colour lit(double change) {
    return new Colour(red + change, green + change, blue + change);
  }

  int rgb() {
    return byteOf(red) << 16 | byteOf(green) << 8 | byteOf(blue);
  }

  private static int byteOf(double value) {
    return (int) Math.clamp(value + 0.5, 0, 255);
  }
}
