package dev.vifte.testkit.media;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/// The same picture in other sample layouts.
final class Pixels {
  private Pixels() {}

  /// Luma by ITU-R BT.601, the one JPEG uses; Java's own conversion would go through linear light.
  static BufferedImage gray(BufferedImage image) {
    var gray = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    each(image, (x, y, rgb) -> gray.getRaster().setSample(x, y, 0, luma(rgb)));
    return gray;
  }

  private static int luma(int rgb) {
    return ((rgb >> 16 & 255) * 299 + (rgb >> 8 & 255) * 587 + (rgb & 255) * 114 + 500) / 1000;
  }

  /// Each component in 16 bits, the high byte repeated.
  static BufferedImage sixteenBit(BufferedImage image) {
    var model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster =
        model.createCompatibleWritableRaster(image.getWidth(), image.getHeight());
    each(
        image,
        (x, y, rgb) ->
            raster.setPixel(
                x,
                y,
                new int[] {(rgb >> 16 & 255) * 257, (rgb >> 8 & 255) * 257, (rgb & 255) * 257}));
    return new BufferedImage(model, raster, false, null);
  }

  /// With a hole in the middle for a marked picture, so that its corners stay; else cut out as a
  /// disc. Both have soft edges: alpha takes all values from 0 to 255.
  static BufferedImage alpha(BufferedImage image, boolean hole) {
    int width = image.getWidth();
    int height = image.getHeight();
    double radius = Math.min(width, height) * (hole ? 0.3 : 0.48);
    var clear = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    each(
        image,
        (x, y, rgb) -> {
          double away = Math.hypot(x + 0.5 - width / 2.0, y + 0.5 - height / 2.0);
          double edge = (hole ? away - radius : radius - away) / radius * 8;
          clear.setRGB(x, y, ((int) Math.clamp(255 * edge, 0, 255) << 24) | (rgb & 0xFFFFFF));
        });
    return clear;
  }

  /// CMYK with all black that can be taken out, stored inverted as Adobe does: 255 is no ink.
  static WritableRaster invertedCmyk(BufferedImage image) {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, image.getWidth(), image.getHeight(), 4, null);
    each(
        image,
        (x, y, rgb) -> {
          int red = rgb >> 16 & 255;
          int green = rgb >> 8 & 255;
          int blue = rgb & 255;
          int light = Math.max(1, Math.max(red, Math.max(green, blue)));
          int[] inks = {red * 255 / light, green * 255 / light, blue * 255 / light, light};
          raster.setPixel(x, y, inks);
        });
    return raster;
  }

  private interface Pixel {
    void at(int x, int y, int rgb);
  }

  private static void each(BufferedImage image, Pixel pixel) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        pixel.at(x, y, image.getRGB(x, y));
      }
    }
  }
}
