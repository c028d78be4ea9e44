package dev.vifte.workers.csv;

import dev.vifte.stage.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The character set of a text, found by reading it once: a byte order mark, else UTF-8 when every
/// byte fits, else the Western sets of one byte.
///
/// @param mark length of the byte order mark
record Encoding(Charset charset, int mark) {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int BLOCK = 1 << 16;

  /// Empty when the bytes are no text.
  static Optional<Encoding> of(InputStream in, Deadline deadline) throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    Optional<Encoding> marked = byMark(block);
    if (marked.isPresent()) {
      return marked;
    }
    var utf8 = new Utf8Check();
    var western = new WesternCheck();
    while (block.length > 0 && !deadline.expired()) {
      utf8.add(block);
      western.add(block);
      if (western.isBinary()) {
        return Optional.empty();
      }
      block = in.readNBytes(BLOCK);
    }
    if (utf8.isValid()) {
      return Optional.of(new Encoding(StandardCharsets.UTF_8, 0));
    }
    return Optional.of(
        new Encoding(western.usesC1() ? WINDOWS_1252 : StandardCharsets.ISO_8859_1, 0));
  }

  private static Optional<Encoding> byMark(byte[] start) {
    if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(new Encoding(StandardCharsets.UTF_8, 3));
    }
    if (startsWith(start, 0xFF, 0xFE)) {
      return Optional.of(new Encoding(StandardCharsets.UTF_16LE, 2));
    }
    if (startsWith(start, 0xFE, 0xFF)) {
      return Optional.of(new Encoding(StandardCharsets.UTF_16BE, 2));
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
