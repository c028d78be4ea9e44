package dev.vifte.loadtest.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// The JDK's own readers and writers, whatever else is installed.
final class Jdk {
  private Jdk() {}

  static ImageWriter writer(String format) {
    return own(ImageIO.getImageWritersByFormatName(format));
  }

  /// The first picture of a file, whole.
  static BufferedImage read(byte[] file) throws IOException {
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = own(ImageIO.getImageReaders(in));
      try {
        reader.setInput(in, true, true);
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    }
  }

  private static <T> T own(Iterator<T> all) {
    while (all.hasNext()) {
      T one = all.next();
      if (one.getClass().getName().startsWith("com.sun.")) {
        return one;
      }
    }
    throw new IllegalStateException("this JDK has no plugin of its own for this format");
  }
}
