package dev.vifte.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Takes everything out of a WebP that is not pixels: encoders add EXIF of their own.
final class BareWebp {
  private static final int HEAD = 12;
  private static final int CHUNK = 8;
  private static final int ALPHA = 0x10;

  private BareWebp() {}

  /// @param file by an encoder that is trusted to have written whole chunks
  static byte[] of(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    var kept = new ByteArrayOutputStream(file.length);
    kept.write(file, 0, HEAD);
    for (int at = HEAD; at + CHUNK <= file.length; ) {
      String type = new String(file, at, 4, StandardCharsets.ISO_8859_1);
      int length = CHUNK + in.getInt(at + 4);
      int padded = Math.min(length + (length & 1), file.length - at);
      switch (type) {
        case "VP8X" -> {
          file[at + CHUNK] = (byte) (file[at + CHUNK] & ALPHA);
          kept.write(file, at, padded);
        }
        case "VP8 ", "VP8L", "ALPH" -> kept.write(file, at, padded);
        default -> {
          // EXIF, XMP, ICCP
        }
      }
      at += padded;
    }
    byte[] bare = kept.toByteArray();
    ByteBuffer.wrap(bare).order(ByteOrder.LITTLE_ENDIAN).putInt(4, bare.length - CHUNK);
    return bare;
  }
}
