package dev.vifte.testkit.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Reads samples back with the JDK's own codecs.
final class JdkReader {
  private JdkReader() {}

  interface Reading<T> {
    T from(ImageReader reader) throws IOException;
  }

  static <T> T read(byte[] bytes, Reading<T> reading) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no reader knows these bytes");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return reading.from(reader);
      } finally {
        reader.dispose();
      }
    }
  }

  static BufferedImage image(byte[] bytes) throws IOException {
    return read(bytes, reader -> reader.read(0));
  }
}
