package dev.vifte.imaging;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/// The rows of a picture that Image I/O decoded, as the sink's bytes. Plain 8 and 16 bit gray, RGB
/// and CMYK samples are taken as stored; every other kind goes through its colour model, which is
/// slow and right.
record RasterRows(Raster raster, ColorModel model, Pixels pixels, boolean direct) {
  static RasterRows of(BufferedImage picture) {
    ColorModel model = picture.getColorModel();
    boolean samples =
        model instanceof ComponentColorModel
            && !model.isAlphaPremultiplied()
            && (model.getTransferType() == DataBuffer.TYPE_BYTE
                || model.getTransferType() == DataBuffer.TYPE_USHORT);
    Pixels kind = kind(model);
    boolean direct = samples && kind.channels == picture.getRaster().getNumBands();
    Pixels indirect = model.hasAlpha() ? Pixels.RGBA : Pixels.RGB;
    return new RasterRows(picture.getRaster(), model, direct ? kind : indirect, direct);
  }

  private static Pixels kind(ColorModel model) {
    boolean alpha = model.hasAlpha();
    return switch (model.getColorSpace().getType()) {
      case ColorSpace.TYPE_GRAY -> alpha ? Pixels.GRAY_ALPHA : Pixels.GRAY;
      case ColorSpace.TYPE_CMYK -> alpha ? Pixels.RGBA : Pixels.CMYK;
      default -> alpha ? Pixels.RGBA : Pixels.RGB;
    };
  }

  void push(Deadline deadline, RowSink rows) throws ImageRefused {
    rows.begin(raster.getWidth(), raster.getHeight(), pixels);
    byte[] row = new byte[raster.getWidth() * pixels.channels];
    int[] samples = new int[direct ? row.length : 0];
    for (int y = 0; y < raster.getHeight(); y++) {
      deadline.check();
      if (direct) {
        direct(y, samples, row);
      } else {
        looked(y, pixels.channels, row);
      }
      rows.row(row);
    }
  }

  /// One row as red, green, blue, alpha.
  void rgba(int y, byte[] row) {
    looked(y, 4, row);
  }

  private void direct(int y, int[] samples, byte[] row) {
    raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
    boolean wide = raster.getTransferType() == DataBuffer.TYPE_USHORT;
    for (int i = 0; i < row.length; i++) {
      row[i] = (byte) (wide ? (samples[i] * 255 + 32_767) / 65_535 : samples[i]);
    }
  }

  private void looked(int y, int channels, byte[] row) {
    Object pixel = null;
    for (int x = 0, out = 0; x < raster.getWidth(); x++, out += channels) {
      pixel = raster.getDataElements(raster.getMinX() + x, raster.getMinY() + y, pixel);
      int argb = model.getRGB(pixel);
      row[out] = (byte) (argb >> 16);
      row[out + 1] = (byte) (argb >> 8);
      row[out + 2] = (byte) argb;
      if (channels == 4) {
        row[out + 3] = (byte) (argb >> 24);
      }
    }
  }
}
