package dev.vifte.imaging.encode;

import java.util.Arrays;

/// What is to be written of the coefficients, as numbers that wait for their codes. A token has the
/// table in bits 24 and 25, the symbol in bits 16 to 23, and the bits that follow the symbol's code
/// in the rest; how many they are is the low half of the symbol.
final class Tokens {
  /// Tables times symbols.
  static final int KINDS = 4 << 8;

  private static final int SIXTEEN_ZEROS = 0xf0;

  private int[] all = new int[0];
  private int count;

  /// Makes room for so many blocks more.
  void expect(int blocks) {
    int needed = count + blocks * ZigZag.SIZE;
    if (needed > all.length) {
      all = Arrays.copyOf(all, Math.max(needed, all.length + all.length / 2));
    }
  }

  int[] all() {
    return all;
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  /// One block.
  ///
  /// @param places of its coefficients from `base` on, in the order of the file
  /// @param table of the first coefficient; that of the others is the next
  /// @param before the first coefficient of the block before it in the same component
  /// @return its first coefficient
  int add(int[] levels, int[] places, int base, int table, int before) {
    long present = 0;
    for (int k = 1; k < ZigZag.SIZE; k++) {
      int level = levels[places[k] + base];
      present |= (long) ((level | -level) >>> 31) << k;
    }
    int first = levels[base];
    put(table << 24, first - before);
    int last = 0;
    int others = (table + 1) << 24;
    for (; present != 0; present &= present - 1) {
      int k = Long.numberOfTrailingZeros(present);
      int zeros = k - last - 1;
      for (; zeros > 15; zeros -= 16) {
        all[count++] = others | SIXTEEN_ZEROS << 16;
      }
      put(others | zeros << 20, levels[places[k] + base]);
      last = k;
    }
    if (last < ZigZag.SIZE - 1) {
      all[count++] = others;
    }
    return first;
  }

  /// A value as its length and its bits; of a negative one those of the value less 1.
  private void put(int start, int value) {
    int sign = value >> 31;
    int length = 32 - Integer.numberOfLeadingZeros((value ^ sign) - sign);
    int bits = (value + sign) & ((1 << length) - 1);
    all[count++] = start | length << 16 | bits;
  }
}
