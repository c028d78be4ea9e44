package dev.vifte.imaging;

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
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// The JDK's JPEG (4:2:0) and PNG writers. Writes pixels and nothing else: no metadata, no time, so
/// equal pixels give equal bytes.
final class Encoder {
  private Encoder() {}

  static byte[] encode(Output picture, OutputFormat format, int quality, Deadline deadline)
      throws ImageRefused {
    var bytes = new ByteArrayOutputStream(64 + picture.samples().length / 4);
    ImageWriter writer = writer(format);
    try (var out = new Timed(bytes, deadline)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (format == OutputFormat.JPEG) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality / 100f);
      }
      writer.write(null, new IIOImage(image(picture), null, null), param);
    } catch (ImageRefused late) {
      throw late;
    } catch (IOException impossible) {
      throw new IllegalStateException("memory does not fail", impossible);
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

  private static ImageWriter writer(OutputFormat format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByMIMEType(format.mediaType());
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.")) {
        return writer;
      }
      writer.dispose();
    }
    throw new IllegalStateException("this JDK has no writer for " + format);
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
