package dev.vifte.testkit.media;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/// Pictures with at most 256 colours: a cube of 6 x 6 x 6, the last index transparent.
final class Palette {
  private static final int LEVELS = 6;
  private static final int SIZE = LEVELS * LEVELS * LEVELS + 1;

  private Palette() {}

  static BufferedImage of(BufferedImage image) {
    var indexed =
        new BufferedImage(
            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model());
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        indexed.getRaster().setSample(x, y, 0, index(image.getRGB(x, y)));
      }
    }
    return indexed;
  }

  private static int index(int rgb) {
    return (level(rgb >> 16) * LEVELS + level(rgb >> 8)) * LEVELS + level(rgb);
  }

  private static int level(int component) {
    return ((component & 255) * (LEVELS - 1) + 127) / 255;
  }

  private static IndexColorModel model() {
    var red = new byte[SIZE];
    var green = new byte[SIZE];
    var blue = new byte[SIZE];
    for (int i = 0; i < SIZE - 1; i++) {
      red[i] = (byte) (i / LEVELS / LEVELS * 51);
      green[i] = (byte) (i / LEVELS % LEVELS * 51);
      blue[i] = (byte) (i % LEVELS * 51);
    }
    return new IndexColorModel(8, SIZE, red, green, blue, SIZE - 1);
  }
}
