package dev.vifte.imaging;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Sums of the bytes that stand in the same place of several rows. Eight are added at a time, four
/// in 16 bits each of one long and four of another.
final class ColumnSums {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LANES = 0x00ff00ff00ff00ffL;

  /// So many bytes of 255 fit into 16 bits.
  private static final int MOST_ROWS = 257;

  private final int length;
  private final long[] even;
  private final long[] odd;
  private final int[] sums;
  private int rows;

  /// @param length of a row
  ColumnSums(int length) {
    this.length = length;
    this.even = new long[(length + 7) / 8];
    this.odd = new long[even.length];
    this.sums = new int[8 * even.length];
  }

  boolean full() {
    return rows == MOST_ROWS;
  }

  boolean empty() {
    return rows == 0;
  }

  /// Not when it is [#full].
  void add(byte[] row) {
    int whole = length / 8;
    for (int i = 0; i < whole; i++) {
      long eight = (long) LONGS.get(row, 8 * i);
      even[i] += eight & LANES;
      odd[i] += (eight >>> 8) & LANES;
    }
    for (int i = 8 * whole; i < length; i++) {
      long[] lanes = (i & 1) == 0 ? even : odd;
      lanes[whole] += (row[i] & 0xffL) << (i / 2 % 4 * 16);
    }
    rows++;
  }

  /// The sums, and begins anew. The array is valid until the next call; what is behind the length
  /// is zero.
  int[] take() {
    for (int i = 0; i < even.length; i++) {
      spread(even[i], 8 * i);
      spread(odd[i], 8 * i + 1);
    }
    Arrays.fill(even, 0);
    Arrays.fill(odd, 0);
    rows = 0;
    return sums;
  }

  private void spread(long lanes, int at) {
    sums[at] = (int) lanes & 0xffff;
    sums[at + 2] = (int) (lanes >>> 16) & 0xffff;
    sums[at + 4] = (int) (lanes >>> 32) & 0xffff;
    sums[at + 6] = (int) (lanes >>> 48);
  }
}
