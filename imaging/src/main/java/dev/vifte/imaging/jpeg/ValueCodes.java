package dev.vifte.imaging.jpeg;

/// Reads a whole coefficient with one look at the next bits: code, extra bits, run and value.
/// Entries are packed as `value << 16 | advance << 5 | bits`, where `advance` is how far the
/// position in the block moves (past the coefficient itself) and `bits` how many were taken.
/// Immutable.
final class ValueCodes {
  /// The advance of an end of block: always leads past 64.
  static final int END = 64;

  private static final int BITS = 12;

  /// By the top 12 bits; 0 where they do not suffice.
  private final int[] table = new int[1 << BITS];

  private final Huffman code;
  private final boolean alternating;

  private ValueCodes(Huffman code, boolean alternating) {
    this.code = code;
    this.alternating = alternating;
    for (int i = 0; i < table.length; i++) {
      int entry = entry((long) i << (Long.SIZE - BITS));
      table[i] = (entry & 31) <= BITS ? entry : 0;
    }
  }

  /// For the first coefficient of a block: a symbol is the size of a difference.
  static ValueCodes first(Huffman code) {
    return new ValueCodes(code, false);
  }

  /// For the others: a symbol is a run of zeros and a size.
  static ValueCodes others(Huffman code) {
    return new ValueCodes(code, true);
  }

  /// What the table says of the bits at the top of a window, or else the long way; 0 for what is no
  /// code.
  int read(long window) {
    int entry = table[(int) (window >>> (Long.SIZE - BITS))];
    return entry != 0 ? entry : entry(window);
  }

  /// The long way, for any bits; 0 for what is no code.
  private int entry(long window) {
    int found = code.find((int) (window >>> 48));
    int length = found >>> 8;
    int size = alternating ? found & 15 : found & 0xff;
    if (found == 0 || size > 15) {
      return 0;
    }
    int value =
        size == 0 ? 0 : Huffman.extend((int) ((window << length) >>> (Long.SIZE - size)), size);
    return value << 16 | advance(found & 0xff) << 5 | length + size;
  }

  private int advance(int symbol) {
    if (!alternating) {
      return 0;
    }
    boolean end = (symbol & 15) == 0 && symbol != 0xf0;
    return end ? END : (symbol >> 4) + 1;
  }
}
