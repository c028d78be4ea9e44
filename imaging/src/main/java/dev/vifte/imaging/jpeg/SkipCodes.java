package dev.vifte.imaging.jpeg;

/// Passes over coefficients that a small picture does not need, several with one look at the next
/// bits. Entries are packed as `advance << 4 | bits`; an end of block adds [#END] to the advance.
/// Immutable.
final class SkipCodes {
  private static final int BITS = 13;
  static final int END = 128;

  /// The most that one entry may advance without an end: with the 64 positions of a block it stays
  /// below [#END].
  private static final int FARTHEST = 62;

  private final short[] table = new short[1 << BITS];

  private final Huffman code;

  SkipCodes(Huffman code) {
    this.code = code;
    for (int i = 0; i < table.length; i++) {
      table[i] = entry(i << (16 - BITS));
    }
  }

  /// As many symbols as the top bits of a window hold; 0 where they hold none.
  int several(long window) {
    return table[(int) (window >>> (Long.SIZE - BITS))];
  }

  /// As many whole symbols as fit.
  private short entry(int bits) {
    int used = 0;
    int advance = 0;
    while (used < BITS) {
      int one = single((bits << used) & 0xffff);
      int next = advance + (one >> 5);
      boolean end = next >= END;
      if (one == 0 || used + (one & 31) > BITS || (next & (END - 1)) > FARTHEST) {
        break;
      }
      used += one & 31;
      advance = next;
      if (end) {
        break;
      }
    }
    return (short) (advance << 4 | used);
  }

  /// One symbol, from 16 bits: `advance << 5 | bits`; 0 for what is no code.
  int single(int bits) {
    int found = code.find(bits);
    int symbol = found & 0xff;
    if (found == 0) {
      return 0;
    }
    boolean end = (symbol & 15) == 0 && symbol != 0xf0;
    int advance = end ? END + 1 : (symbol >> 4) + 1;
    return advance << 5 | (found >>> 8) + (symbol & 15);
  }
}
