package dev.vifte.imaging;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// The one place where foreign readers run: picks the reader, disposes of it, and turns whatever it
/// throws into an [ImageRefused]. A reader that trips over hostile bytes throws all kinds of
/// runtime exceptions; here they mean "damaged". Errors pass through, also those that a reader
/// wrapped: want of memory is not the file's fault.
final class Readers {
  private static final Set<ImageFormat> JDK = EnumSet.of(ImageFormat.GIF, ImageFormat.BMP);

  private Readers() {}

  record Source(ImageFormat format, Splice bytes, Deadline deadline) {}

  /// A refusal on its way through code that lets no checked exception pass.
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(ImageRefused why) {
      super(why);
    }
  }

  @FunctionalInterface
  interface Use {
    void with(ImageReader reader) throws IOException;
  }

  static void read(Source source, Use use) throws IOException {
    ImageReader reader = find(source.format());
    try (SpliceInput input = new SpliceInput(source.bytes(), source.deadline())) {
      reader.setInput(input, true, true);
      use.with(reader);
    } catch (IOException | RuntimeException failure) {
      throw refusal(source.format(), failure);
    } finally {
      reader.dispose();
    }
  }

  /// The first picture, whole.
  static BufferedImage first(Source source) throws IOException {
    BufferedImage[] found = new BufferedImage[1];
    read(source, reader -> found[0] = reader.read(0));
    return found[0];
  }

  /// By the JDK or by TwelveMonkeys, whatever the registry's order.
  private static ImageReader find(ImageFormat format) {
    boolean own = JDK.contains(format);
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(format.mediaType());
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(own ? "com.sun." : "com.twelvemonkeys.")) {
        return reader;
      }
      reader.dispose();
    }
    throw new IllegalStateException("no Image I/O reader for " + format + " on the class path");
  }

  private static ImageRefused refusal(ImageFormat format, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ImageRefused refused) {
        return refused;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      if (cause instanceof EOFException) {
        return ImageRefused.truncated(format, failure);
      }
    }
    return new ImageRefused(
        ImageRefused.Reason.CORRUPT,
        "The %s file is damaged or of a rare kind; save it again as JPEG or PNG".formatted(format),
        failure);
  }
}
