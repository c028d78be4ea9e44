package dev.vifte.imaging.jpeg;

import java.util.Arrays;

/// A Huffman code as a DHT segment describes it (ITU T.81 annex C), and the plain way to read one
/// symbol. Immutable.
final class Huffman {
  private static final int FAST = 9;
  private static final int LONGEST = 16;

  /// For the next 9 bits, `length << 8 | symbol`; 0 if the code is longer or none.
  private final short[] fast = new short[1 << FAST];

  /// For each length, the first 16 bits at which longer codes begin.
  private final int[] limit = new int[LONGEST + 1];

  /// What to add to a code of that length to have its symbol's index.
  private final int[] offset = new int[LONGEST + 1];

  private final byte[] symbols;

  /// @param stored 16 counts, then the symbols
  Huffman(byte[] stored) throws JpegDamaged {
    symbols = Arrays.copyOfRange(stored, LONGEST, stored.length);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int count = stored[length - 1] & 0xff;
      offset[length] = index - code;
      fill(code, length, index, count);
      code += count;
      index += count;
      limit[length] = code << (LONGEST - length);
      if (code > 1 << length) {
        throw new JpegDamaged("a Huffman table has too many codes");
      }
      code <<= 1;
    }
  }

  private void fill(int first, int length, int index, int count) {
    for (int i = 0; i < count && length <= FAST && first + i < 1 << length; i++) {
      int from = (first + i) << (FAST - length);
      int entry = length << 8 | (symbols[index + i] & 0xff);
      Arrays.fill(fast, from, from + (1 << (FAST - length)), (short) entry);
    }
  }

  /// `length << 8 | symbol` for the code that the lowest 16 bits of `next` begin with; 0 if there
  /// is none.
  int find(int next) {
    int entry = fast[next >>> (LONGEST - FAST)];
    return entry != 0 ? entry : findLong(next);
  }

  private int findLong(int next) {
    for (int length = FAST + 1; length <= LONGEST; length++) {
      if (next < limit[length]) {
        int symbol = symbols[offset[length] + (next >>> (LONGEST - length))] & 0xff;
        return length << 8 | symbol;
      }
    }
    return 0;
  }

  /// The signed number that `size` extra bits stand for (T.81 F.2.2.1).
  static int extend(int bits, int size) {
    return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
  }
}
