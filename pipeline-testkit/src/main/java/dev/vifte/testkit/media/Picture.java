package dev.vifte.testkit.media;

import java.awt.image.BufferedImage;

/// What the sample images show: a photo-like landscape in upright position, the same pixels for the
/// same size and seed. A marked picture has a coloured patch in each corner, so that a test can
/// tell which way is up: see [#corners].
///
/// @param width in pixels, at least 1
/// @param height in pixels, at least 1
/// @param seed chooses the scene and its light
/// @param marked whether the four corner patches are drawn
public record Picture(int width, int height, long seed, boolean marked) {
  /// What [#corners] says of an upright marked picture: red, green, blue and white in reading
  /// order.
  public static final String UPRIGHT = "RGBW";

  private static final int[] MARKS = {0xE02020, 0x20B030, 0x2040E0, 0xFFFFFF};
  private static final int NEAR = 90;

  public Picture {
    if (width < 1 || height < 1 || (long) width * height > 100_000_000) {
      throw new IllegalArgumentException(
          "a picture is %d x %d px; make it at least 1 x 1 and at most 100 megapixels"
              .formatted(width, height));
    }
  }

  /// A marked picture with seed 1.
  public static Picture of(int width, int height) {
    return new Picture(width, height, 1, true);
  }

  Picture seed(long other) {
    return new Picture(width, height, other, marked);
  }

  Picture unmarked() {
    return new Picture(width, height, seed, false);
  }

  Picture scaledTo(int otherWidth) {
    int otherHeight = Math.max(1, (int) ((long) height * otherWidth / width));
    return new Picture(otherWidth, otherHeight, seed, marked);
  }

  /// Draws it, upright, as `TYPE_INT_RGB`. Each call gives an image of its own.
  public BufferedImage image() {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var scene = new Landscape(width, height, seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, scene.rgb(x, y));
      }
    }
    if (marked) {
      drawMarks(image);
    }
    return image;
  }

  private void drawMarks(BufferedImage image) {
    int side = Math.max(1, Math.min(width, height) / 8);
    for (int corner = 0; corner < MARKS.length; corner++) {
      int left = corner % 2 == 0 ? 0 : width - side;
      int top = corner < 2 ? 0 : height - side;
      for (int i = 0; i < side * side; i++) {
        image.setRGB(left + i % side, top + i / side, MARKS[corner]);
      }
    }
  }

  /// Reads the corner patches of a decoded, perhaps scaled, picture: four letters in the order top
  /// left, top right, bottom left, bottom right. `R`, `G`, `B` and `W` are the marks; `?` is a
  /// colour that is none of them. An image that shows a whole marked picture the right way up gives
  /// [#UPRIGHT].
  public static String corners(BufferedImage image) {
    int in = Math.min(image.getWidth(), image.getHeight()) / 16;
    int right = image.getWidth() - 1 - in;
    int bottom = image.getHeight() - 1 - in;
    return ""
        + letter(image.getRGB(in, in))
        + letter(image.getRGB(right, in))
        + letter(image.getRGB(in, bottom))
        + letter(image.getRGB(right, bottom));
  }

  private static char letter(int rgb) {
    int best = 0;
    for (int mark = 1; mark < MARKS.length; mark++) {
      best = distance(rgb, MARKS[mark]) < distance(rgb, MARKS[best]) ? mark : best;
    }
    return distance(rgb, MARKS[best]) <= NEAR ? UPRIGHT.charAt(best) : '?';
  }

  private static double distance(int a, int b) {
    int red = (a >> 16 & 255) - (b >> 16 & 255);
    int green = (a >> 8 & 255) - (b >> 8 & 255);
    int blue = (a & 255) - (b & 255);
    return Math.sqrt(red * red + green * green + blue * blue);
  }
}
