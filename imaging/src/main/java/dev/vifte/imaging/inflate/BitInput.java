package dev.vifte.imaging.inflate;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The deflated bits, the first of a byte being its lowest. Bits behind the end are zero, and that
/// they were taken is told by [#check].
final class BitInput {
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// So many are there after [#pull], unless the data end: enough for the longest match.
  private static final int PULLED = 48;

  final byte[] bytes;

  /// The bits that come next, from the lowest on; above [#held] there are zeros.
  long bits;

  int held;
  int next;
  int end;

  private final Stretches stretches;

  BitInput(byte[] bytes, Stretches stretches) {
    this.bytes = bytes;
    this.stretches = stretches;
  }

  void pull() throws IOException {
    if (held < PULLED && next <= end - Long.BYTES) {
      bits |= (long) LONGS.get(bytes, next) << held;
      next += (63 - held) >>> 3;
      held |= 56;
      bits &= (1L << held) - 1;
    }
    while (held < PULLED && more()) {
      bits |= (bytes[next++] & 0xffL) << held;
      held += Byte.SIZE;
    }
  }

  /// Whether a byte is left in the stretch or a next one.
  boolean more() throws IOException {
    if (next == end) {
      Stretches.Stretch stretch = stretches.next();
      next = stretch.from();
      end = stretch.to();
    }
    return next < end;
  }

  /// Up to 16 bits.
  int take(int count) throws IOException {
    pull();
    int taken = (int) bits & ((1 << count) - 1);
    drop(count);
    check();
    return taken;
  }

  void drop(int count) {
    bits >>>= count;
    held -= count;
  }

  void check() throws EOFException {
    if (held < 0) {
      throw new EOFException("the data end too early");
    }
  }

  /// Leaves the rest of a byte out.
  void align() {
    drop(held & 7);
  }
}
