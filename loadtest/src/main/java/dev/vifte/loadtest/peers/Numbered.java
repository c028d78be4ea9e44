package dev.vifte.loadtest.peers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Makes of one JPEG file another with the same picture: a comment holds a number.
final class Numbered {
  private static final int BEGINNING = 2;
  private static final int COMMENT = 0xfe;

  private Numbered() {}

  /// The file with a comment behind its first marker.
  static byte[] photo(byte[] jpeg, int number) {
    byte[] text = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    int length = text.length + 2; // of the segment, which counts these two bytes
    var out = new ByteArrayOutputStream(jpeg.length + length + 2);
    out.write(jpeg, 0, BEGINNING);
    out.write(0xff);
    out.write(COMMENT);
    out.write(length >> 8);
    out.write(length);
    out.writeBytes(text);
    out.write(jpeg, BEGINNING, jpeg.length - BEGINNING);
    return out.toByteArray();
  }
}
