package dev.vifte.run;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Keeps what is read of a file while it passes, and hands it over once all of it was read: a stage
/// that looks through a file to estimate its cost reads the same file when it works.
final class Kept extends FilterInputStream {
  private final byte[] bytes;
  private final Consumer<byte[]> whole;
  private int count;

  /// @param size of the file
  Kept(InputStream in, int size, Consumer<byte[]> whole) {
    super(in);
    this.bytes = new byte[size];
    this.whole = whole;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int got = super.read(target, offset, length);
    if (got > 0 && count + got <= bytes.length) {
      System.arraycopy(target, offset, bytes, count, got);
      count += got;
      if (count == bytes.length) {
        whole.accept(bytes);
      }
    }
    return got;
  }

  /// By reading, so that nothing is missed.
  @Override
  public long skip(long wanted) throws IOException {
    return readNBytes((int) Math.min(wanted, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
