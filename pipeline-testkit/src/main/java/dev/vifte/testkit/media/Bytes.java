package dev.vifte.testkit.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A growing file, big-endian unless a method says otherwise. Not thread-safe.
final class Bytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Bytes u8(int value) {
    out.write(value);
    return this;
  }

  Bytes u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  Bytes u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  Bytes u32le(int value) {
    return u32(Integer.reverseBytes(value));
  }

  /// One byte per character; characters above 255 are not allowed.
  Bytes text(String latin1) {
    return add(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  Bytes add(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  Bytes add(byte[] bytes, int from, int to) {
    out.write(bytes, from, to - from);
    return this;
  }

  Bytes zeros(int count) {
    return add(new byte[count]);
  }

  int size() {
    return out.size();
  }

  byte[] toArray() {
    return out.toByteArray();
  }
}
