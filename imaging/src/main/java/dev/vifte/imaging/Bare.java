package dev.vifte.imaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Looks again at what was written: a file that holds anything but pixels and what they need never
/// leaves, whoever wrote it.
final class Bare {
  private static final Set<String> CHUNKS =
      Set.of("IHDR", "PLTE", "tRNS", "sBIT", "gAMA", "cHRM", "sRGB", "IDAT", "IEND");
  private static final int JFIF_LENGTH = 16;

  private Bare() {}

  /// The file itself.
  ///
  /// @throws IllegalStateException naming what should not be in it
  static byte[] checked(byte[] file, OutputFormat format) {
    if (format == OutputFormat.JPEG) {
      checkJpeg(ByteBuffer.wrap(file));
    } else if (format == OutputFormat.PNG) {
      checkPng(ByteBuffer.wrap(file));
    }
    return file;
  }

  /// The segments before the data, which our writer puts into one scan.
  private static void checkJpeg(ByteBuffer file) {
    int at = 2;
    int code = 0;
    while (code != 0xda) {
      code = file.getShort(at) & 0xff;
      int length = file.getShort(at + 2) & 0xffff;
      switch (code) {
        case 0xc0, 0xc4, 0xda, 0xdb -> at += 2 + length;
        case 0xe0 -> {
          require(length == JFIF_LENGTH, "a longer JFIF segment");
          at += 2 + length;
        }
        default -> require(false, "the segment %x".formatted(code));
      }
    }
  }

  private static void checkPng(ByteBuffer file) {
    file.position(8);
    while (file.hasRemaining()) {
      int length = file.getInt();
      byte[] type = new byte[4];
      file.get(type);
      String name = new String(type, StandardCharsets.ISO_8859_1);
      require(CHUNKS.contains(name), "the chunk " + name);
      file.position(file.position() + length + 4);
    }
  }

  private static void require(boolean fine, String what) {
    if (!fine) {
      throw new IllegalStateException(
          "the written picture holds %s, which may tell more than its pixels; it is not handed out"
              .formatted(what));
    }
  }
}
