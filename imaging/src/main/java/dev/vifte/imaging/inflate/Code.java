package dev.vifte.imaging.inflate;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/// A prefix code as a table by the next bits, with a second step for long codes. An entry has the
/// code's length in the lowest 6 bits, how many extra bits follow from bit 8 on, and the value from
/// bit 16 on; a value that is not to be extended is [#PLAIN].
final class Code {
  static final int PLAIN = 1 << 31;

  /// Not an entry but where the second step begins, in the value.
  static final int LONGER = 1 << 14;

  /// The end of a block, or what is no code: then the length is 0.
  static final int END = 1 << 15;

  /// Where an entry has the length of its code.
  static final int LENGTH = 63;

  private static final int LONGEST = 15;

  final int[] entries;

  private final int width;
  private final int[] meanings;
  private int further;

  /// @param width bits of the first step
  /// @param meanings of each symbol: an entry without the length
  Code(int width, int... meanings) {
    this.width = width;
    this.meanings = meanings;
    this.entries = new int[(1 << width) + (meanings.length << (LONGEST - width))];
  }

  /// For `count` symbols whose codes have the lengths from `from` on.
  void build(byte[] lengths, int from, int count) throws DataFormatException {
    int[] codes = firstCodes(lengths, from, count);
    Arrays.fill(entries, END);
    int free = 1 << width;
    for (int symbol = 0; symbol < count; symbol++) {
      int length = lengths[from + symbol];
      if (length == 0) {
        continue;
      }
      int reversed = Integer.reverse(codes[length]++) >>> (Integer.SIZE - length);
      int entry = meanings[symbol] | length;
      if (length <= width) {
        fill(reversed, length, 1 << width, entry);
        continue;
      }
      int start = reversed & ((1 << width) - 1);
      if ((entries[start] & LONGER) == 0) {
        entries[start] = free << 16 | LONGER;
        free += 1 << further;
      }
      int second = entries[start] >>> 16;
      fill(second + (reversed >>> width), length - width, second + (1 << further), entry);
    }
  }

  private void fill(int from, int length, int to, int entry) {
    for (int i = from; i < to; i += 1 << length) {
      entries[i] = entry;
    }
  }

  /// The first code of each length. Too many codes are refused, and too few unless it is a single
  /// one or none, as zlib does.
  private int[] firstCodes(byte[] lengths, int from, int count) throws DataFormatException {
    int[] counts = new int[LONGEST + 1];
    for (int i = from; i < from + count; i++) {
      counts[lengths[i]]++;
    }
    int used = count - counts[0];
    counts[0] = 0;
    int[] codes = new int[LONGEST + 1];
    int left = 1;
    int longest = 0;
    for (int length = 1; length <= LONGEST; length++) {
      codes[length] = (codes[length - 1] + counts[length - 1]) << 1;
      left = 2 * left - counts[length];
      longest = counts[length] > 0 ? length : longest;
      if (left < 0) {
        throw new DataFormatException("a code has too many symbols");
      }
    }
    if (left > 0 && (used > 1 || counts[1] != used)) {
      throw new DataFormatException("a code is not complete");
    }
    further = Math.max(0, longest - width);
    return codes;
  }

  /// The entry for the bits that come next.
  int find(long bits) {
    int entry = entries[(int) bits & ((1 << width) - 1)];
    if ((entry & LONGER) == 0) {
      return entry;
    }
    return entries[(entry >>> 16) + ((int) (bits >>> width) & ((1 << further) - 1))];
  }
}
