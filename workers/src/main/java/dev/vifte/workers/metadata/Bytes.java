package dev.vifte.workers.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/// Small questions to byte arrays.
final class Bytes {
  private Bytes() {}

  static boolean startsWith(byte[] bytes, String prefix) {
    return bytes.length >= prefix.length()
        && Arrays.equals(
            bytes,
            0,
            prefix.length(),
            prefix.getBytes(StandardCharsets.ISO_8859_1),
            0,
            prefix.length());
  }

  static byte[] from(byte[] bytes, int offset) {
    return Arrays.copyOfRange(bytes, Math.min(offset, bytes.length), bytes.length);
  }

  /// Where the next zero byte is, or the end.
  static int zero(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != 0) {
      at++;
    }
    return at;
  }

  static String latin1(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /// Inflates at most `limit` bytes; empty when there are more or the data is broken.
  static Optional<byte[]> inflate(byte[] zlib, int from, int limit) {
    if (from >= zlib.length) {
      return Optional.empty();
    }
    try (var in =
        new InflaterInputStream(new ByteArrayInputStream(zlib, from, zlib.length - from))) {
      byte[] inflated = in.readNBytes(limit + 1);
      return inflated.length > limit ? Optional.empty() : Optional.of(inflated);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
