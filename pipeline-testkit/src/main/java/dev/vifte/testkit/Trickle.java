package dev.vifte.testkit;

import java.io.IOException;
import java.io.InputStream;

/// Made-up bytes of any length, never held as a whole: byte `n` is `n mod 251`. Can break off with
/// an error, and remembers the largest buffer it was asked to fill.
public final class Trickle extends InputStream {
  private static final int PERIOD = 251;

  private final long size;
  private final boolean breaksOff;
  private long position;
  private int largestAsk;

  private Trickle(long size, boolean breaksOff) {
    this.size = size;
    this.breaksOff = breaksOff;
  }

  public static Trickle of(long size) {
    return new Trickle(size, false);
  }

  /// Throws an [IOException] where the end would be.
  public static Trickle thatBreaksOffAfter(long size) {
    return new Trickle(size, true);
  }

  /// The byte at a position.
  public static byte byteAt(long position) {
    return (byte) (position % PERIOD);
  }

  /// The largest buffer it was asked to fill so far.
  public int largestAsk() {
    return largestAsk;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    largestAsk = Math.max(largestAsk, length);
    if (position == size) {
      if (breaksOff) {
        throw new IOException("the line broke after " + size + " bytes");
      }
      return -1;
    }
    int count = (int) Math.min(length, size - position);
    for (int i = 0; i < count; i++) {
      into[offset + i] = byteAt(position + i);
    }
    position += count;
    return count;
  }
}
