package dev.vifte.imaging;

import dev.vifte.imaging.encode.Bitmap;
import dev.vifte.imaging.encode.JpegWriter;
import dev.vifte.imaging.encode.Sampling;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// JPEG by our own writer, PNG by the JDK's. Writes pixels and nothing else: no metadata, no time,
/// so equal pixels give equal bytes.
final class Encoder {
  private Encoder() {}

  /// @param picture without alpha for JPEG
  static byte[] encode(Output picture, OutputFormat format, int quality, Deadline deadline)
      throws ImageRefused {
    return format == OutputFormat.JPEG ? jpeg(picture, quality, deadline) : png(picture, deadline);
  }

  private static byte[] jpeg(Output picture, int quality, Deadline deadline) throws ImageRefused {
    var bitmap =
        new Bitmap(picture.width(), picture.height(), picture.pixels().channels, picture.samples());
    var writer = new JpegWriter(bitmap, quality, Sampling.HALF);
    while (writer.writeBand()) {
      deadline.check();
    }
    return writer.finish();
  }

  private static byte[] png(Output picture, Deadline deadline) throws ImageRefused {
    var bytes = new ByteArrayOutputStream(64 + picture.samples().length / 4);
    ImageWriter writer = pngWriter();
    try (var out = new Timed(bytes, deadline)) {
      writer.setOutput(out);
      writer.write(image(picture));
    } catch (ImageRefused late) {
      throw late;
    } catch (IOException wrapped) {
      if (wrapped.getCause() instanceof ImageRefused late) {
        throw late;
      }
      throw new IllegalStateException("memory does not fail", wrapped);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// Asks the deadline whenever the writer hands over a piece.
  private static final class Timed extends MemoryCacheImageOutputStream {
    private final Deadline deadline;

    Timed(OutputStream target, Deadline deadline) {
      super(target);
      this.deadline = deadline;
    }

    @Override
    public void write(byte[] piece, int offset, int length) throws IOException {
      deadline.check();
      super.write(piece, offset, length);
    }
  }

  private static ImageWriter pngWriter() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByMIMEType("image/png");
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.")) {
        return writer;
      }
      writer.dispose();
    }
    throw new IllegalStateException("this JDK has no writer of PNG");
  }

  /// A view, not a copy.
  private static BufferedImage image(Output picture) {
    Pixels pixels = picture.pixels();
    int[] bands = new int[pixels.channels];
    for (int c = 0; c < bands.length; c++) {
      bands[c] = c;
    }
    boolean gray = pixels.colours() == 1;
    var colours = ColorSpace.getInstance(gray ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    int transparency = pixels.alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE;
    var model =
        new ComponentColorModel(colours, pixels.alpha, false, transparency, DataBuffer.TYPE_BYTE);
    var raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(picture.samples(), picture.samples().length),
            picture.width(),
            picture.height(),
            picture.width() * pixels.channels,
            pixels.channels,
            bands,
            null);
    return new BufferedImage(model, raster, false, null);
  }
}
