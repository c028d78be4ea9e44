package dev.vifte.imaging.encode;

/// Filters the rows of a PNG (ISO/IEC 15948 clause 9), each in the way that leaves the smallest
/// numbers, which deflate best. Rows stand in arrays that begin with a pixel of zeros, so that the
/// loops need no first step apart and the JIT turns them into vector instructions.
final class RowFilters {
  private static final int KINDS = 5;

  /// Of each so many bytes one is looked at to compare filters.
  private static final int SAMPLE = 3;

  private final int reach;
  private final byte[][] filtered;
  private byte[] row;
  private byte[] above;

  /// @param reach bytes of a pixel
  /// @param length bytes of a row
  RowFilters(int reach, int length) {
    this.reach = reach;
    this.row = new byte[reach + length];
    this.above = new byte[reach + length];
    this.filtered = new byte[KINDS][1 + length];
    for (int kind = 0; kind < KINDS; kind++) {
      filtered[kind][0] = (byte) kind;
    }
  }

  /// The next row, `length` bytes of the samples: the kind of its filter, then its numbers. Valid
  /// until the next call.
  byte[] next(byte[] samples, int from) {
    byte[] swapped = above;
    above = row;
    row = swapped;
    System.arraycopy(samples, from, row, reach, row.length - reach);
    System.arraycopy(row, reach, filtered[0], 1, row.length - reach);
    sub(row, filtered[1], reach);
    up(row, above, filtered[2], reach);
    average(row, above, filtered[3], reach);
    paeth(row, above, filtered[4], reach);
    return smallest();
  }

  private byte[] smallest() {
    byte[] best = filtered[0];
    long least = Long.MAX_VALUE;
    for (byte[] candidate : filtered) {
      long sum = 0;
      for (int i = 1; i < candidate.length; i += SAMPLE) {
        sum += Math.abs(candidate[i]);
      }
      if (sum < least) {
        least = sum;
        best = candidate;
      }
    }
    return best;
  }

  private static void sub(byte[] row, byte[] out, int reach) {
    for (int i = 1; i < out.length; i++) {
      out[i] = (byte) (row[i - 1 + reach] - row[i - 1]);
    }
  }

  private static void up(byte[] row, byte[] above, byte[] out, int reach) {
    for (int i = 1; i < out.length; i++) {
      out[i] = (byte) (row[i - 1 + reach] - above[i - 1 + reach]);
    }
  }

  private static void average(byte[] row, byte[] above, byte[] out, int reach) {
    for (int i = 1; i < out.length; i++) {
      int mean = ((row[i - 1] & 0xff) + (above[i - 1 + reach] & 0xff)) >> 1;
      out[i] = (byte) (row[i - 1 + reach] - mean);
    }
  }

  private static void paeth(byte[] row, byte[] above, byte[] out, int reach) {
    for (int i = 1; i < out.length; i++) {
      int left = row[i - 1] & 0xff;
      int up = above[i - 1 + reach] & 0xff;
      int corner = above[i - 1] & 0xff;
      int toLeft = Math.abs(up - corner);
      int toUp = Math.abs(left - corner);
      int toCorner = Math.abs(left + up - 2 * corner);
      int other = toUp <= toCorner ? up : corner;
      int nearest = toLeft <= Math.min(toUp, toCorner) ? left : other;
      out[i] = (byte) (row[i - 1 + reach] - nearest);
    }
  }
}
