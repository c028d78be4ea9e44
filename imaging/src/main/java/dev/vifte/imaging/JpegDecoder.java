package dev.vifte.imaging;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/// The JDK's JPEG reader, made to push rows. One and three components never exist as a whole
/// picture on the heap: the reader writes each finished row into the destination we give it, and
/// that is a [RowTap]. (A progressive file still has its coefficients outside the heap.) No
/// progress listener is set: it would make libjpeg render every scan.
final class JpegDecoder {
  private final JpegFile jpeg;
  private final ImageFile.Decoding decoding;

  JpegDecoder(JpegFile jpeg, ImageFile.Decoding decoding) {
    this.jpeg = jpeg;
    this.decoding = decoding;
  }

  void decode(RowSink rows) throws IOException {
    var source =
        new Readers.Source(ImageFormat.JPEG, jpeg.bare(decoding.file()), decoding.deadline());
    boolean inks = jpeg.frame().components().length == 4;
    Readers.read(source, reader -> read(reader, inks, rows));
  }

  private void read(ImageReader reader, boolean inks, RowSink rows) throws IOException {
    reader.addIIOReadWarningListener((_, warning) -> judge(warning));
    if (inks) {
      pushInks(reader.readRaster(0, null), rows);
    } else {
      pushColours(reader, rows);
    }
  }

  /// libjpeg goes on after damage and paints gray; only bytes too many do not harm.
  private static void judge(String warning) {
    if (warning.contains("extraneous")) {
      return;
    }
    throw new Readers.Stopped(
        ImageRefused.corrupt(ImageFormat.JPEG, "its picture data is cut or garbled"));
  }

  private void pushColours(ImageReader reader, RowSink rows) throws IOException {
    boolean gray = jpeg.frame().components().length == 1;
    int width = jpeg.header().width();
    int height = jpeg.header().height();
    rows.begin(width, height, gray ? Pixels.GRAY : Pixels.RGB);
    var colours = ColorSpace.getInstance(gray ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    var model =
        new ComponentColorModel(colours, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    Deadline deadline = decoding.deadline();
    int last = jpeg.header().coding().scans();
    RowTap tap = new RowTap(model.createCompatibleSampleModel(width, height), last, deadline, rows);
    ImageReadParam into = reader.getDefaultReadParam();
    into.setDestination(new BufferedImage(model, tap, false, null));
    reader.read(0, into);
    if (!tap.complete()) {
      throw ImageRefused.truncated(ImageFormat.JPEG);
    }
  }

  /// Four components: as stored, so Adobe's inversion and YCCK (T.872 annex) are undone here.
  private void pushInks(Raster raster, RowSink rows) throws IOException {
    boolean ycck = jpeg.frame().adobe() == 2;
    boolean inverted = jpeg.frame().adobe() != JpegFile.NO_ADOBE;
    byte[] all = ((DataBufferByte) raster.getDataBuffer()).getData();
    byte[] row = new byte[raster.getWidth() * 4];
    rows.begin(raster.getWidth(), raster.getHeight(), Pixels.CMYK);
    for (int y = 0; y < raster.getHeight(); y++) {
      decoding.deadline().check();
      System.arraycopy(all, y * row.length, row, 0, row.length);
      Inks.normalise(row, ycck, inverted);
      rows.row(row);
    }
  }
}
