package dev.vifte.app.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A stream whose length and SHA-256 are known at its end. Used by one thread.
final class Summing extends FilterInputStream {
  private final MessageDigest digest;
  private long size;

  Summing(InputStream bytes) {
    super(bytes);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      digest.update(into, offset, read);
      size += read;
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  long size() {
    return size;
  }

  /// Of all that was read; asked once.
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
