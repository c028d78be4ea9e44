package dev.vifte.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.Optional;

/// The bytes of an object. When the connection breaks it goes on where it was; when that does not
/// help, or the bytes are not the ones that were stored, it throws: it never ends early. Used by
/// one thread.
final class ObjectStream extends InputStream {
  private static final int BREAKS = 3;

  private final String what;
  private final Source source;
  private final long end;
  private final Optional<String> sha256;
  private final MessageDigest digest = PartBuffer.newSha256();
  private InputStream now;
  private long position;
  private int breaks;

  /// Opens the same object at another position.
  @FunctionalInterface
  interface Source {
    InputStream from(long position) throws IOException;
  }

  /// From the first position to the one behind the last.
  record Extent(long from, long end) {}

  /// @param sha256 that all bytes together must have, where it is known
  ObjectStream(
      String what, InputStream first, Source source, Extent extent, Optional<String> sha256) {
    this.what = what;
    this.now = first;
    this.source = source;
    this.position = extent.from();
    this.end = extent.end();
    this.sha256 = sha256;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int read = readOn(into, offset, (int) Math.min(length, end - position));
    position += read;
    if (sha256.isPresent()) {
      check(sha256.get(), into, offset, read);
    }
    return read;
  }

  @Override
  public int available() {
    return (int) Math.min(end - position, Integer.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    now.close();
  }

  private int readOn(byte[] into, int offset, int length) throws IOException {
    while (true) {
      try {
        int read = now.read(into, offset, length);
        if (read < 0) {
          throw new EOFException("the connection ended early");
        }
        breaks = 0;
        return read;
      } catch (IOException e) {
        goOn(e);
      }
    }
  }

  private void goOn(IOException e) throws IOException {
    now.close();
    breaks++;
    if (breaks > BREAKS
        || e instanceof InterruptedIOException
        || Thread.currentThread().isInterrupted()) {
      throw new S3Exception(
          "%s broke off at byte %d of %d (%s); try again"
              .formatted(what, position, end, e.getMessage()),
          "",
          e);
    }
    now = source.from(position);
  }

  private void check(String expected, byte[] bytes, int offset, int length) throws IOException {
    digest.update(bytes, offset, length);
    if (position == end && !PartBuffer.hex(digest).equals(expected)) {
      throw new S3Exception(
          "%s is not what was stored: its SHA-256 differs; put it anew".formatted(what),
          "",
          new IOException("expected " + expected));
    }
  }
}
