package dev.vifte.imaging.imageio;

import dev.vifte.imaging.Part;
import java.awt.image.BufferedImage;

/// Copies pixels into a picture of whatever kind a caller gave.
final class Drawing {
  private Drawing() {}

  static void onto(BufferedImage target, Part part, int left, int top) {
    if (target.getType() == BufferedImage.TYPE_BYTE_GRAY && part.channels() == 1) {
      byte[] samples = part.samples();
      target.getRaster().setDataElements(left, top, part.width(), part.height(), samples);
      return;
    }
    int[] row = new int[part.width()];
    for (int y = 0; y < part.height(); y++) {
      argb(part, y, row);
      target.setRGB(left, top + y, row.length, 1, row, 0, row.length);
    }
  }

  private static void argb(Part part, int y, int[] row) {
    int channels = part.channels();
    byte[] samples = part.samples();
    boolean gray = channels < 3;
    for (int x = 0, at = y * row.length * channels; x < row.length; x++, at += channels) {
      int red = samples[at] & 0xff;
      int green = gray ? red : samples[at + 1] & 0xff;
      int blue = gray ? red : samples[at + 2] & 0xff;
      int alpha = channels % 2 == 0 ? samples[at + channels - 1] & 0xff : 255;
      row[x] = alpha << 24 | red << 16 | green << 8 | blue;
    }
  }
}
