package dev.vifte.imaging.jpeg;

/// The tables in force at one point of the file, and the restart interval. Immutable: a segment
/// gives a new value.
///
/// @param huffman as stored, the four for first coefficients, then the four for others; empty where
///   there is none
/// @param quantisation steps in zigzag order, four tables; empty where there is none
/// @param restartInterval MCUs between restart markers; 0 without
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Tables(byte[][] huffman, int[][] quantisation, int restartInterval) {
  private static final int KINDS = 4;

  static final Tables NONE = new Tables(new byte[2 * KINDS][0], new int[KINDS][0], 0);

  private static final TableCache<Huffman> SYMBOLS = new TableCache<>(Huffman::new);
  private static final TableCache<ValueCodes> FIRST =
      new TableCache<>(stored -> ValueCodes.first(SYMBOLS.get(stored)));
  private static final TableCache<ValueCodes> OTHERS =
      new TableCache<>(stored -> ValueCodes.others(SYMBOLS.get(stored)));
  private static final TableCache<SkipCodes> SKIPS =
      new TableCache<>(stored -> new SkipCodes(SYMBOLS.get(stored)));

  /// With what a segment says; those that hold no tables change nothing.
  Tables with(int code, SegmentReader in) throws JpegDamaged {
    return switch (code) {
      case 0xc4 -> withHuffman(in);
      case 0xdb -> withQuantisation(in);
      case 0xdd -> new Tables(huffman, quantisation, in.u16());
      default -> this;
    };
  }

  private Tables withQuantisation(SegmentReader in) throws JpegDamaged {
    int[][] changed = quantisation.clone();
    while (in.hasMore()) {
      int head = in.u8();
      int[] table = new int[64];
      for (int k = 0; k < 64; k++) {
        table[k] = head >> 4 == 0 ? in.u8() : in.u16();
      }
      changed[slot(head & 15)] = table;
    }
    return new Tables(huffman, changed, restartInterval);
  }

  private Tables withHuffman(SegmentReader in) throws JpegDamaged {
    byte[][] changed = huffman.clone();
    while (in.hasMore()) {
      int head = in.u8();
      byte[] counts = in.bytes(16);
      int total = 0;
      for (byte count : counts) {
        total += count & 0xff;
      }
      if (total > 256 || head >> 4 > 1) {
        throw new JpegDamaged("a Huffman table is impossible");
      }
      byte[] stored = new byte[16 + total];
      System.arraycopy(counts, 0, stored, 0, 16);
      System.arraycopy(in.bytes(total), 0, stored, 16, total);
      changed[(head >> 4) * KINDS + slot(head & 15)] = stored;
    }
    return new Tables(changed, quantisation, restartInterval);
  }

  private static int slot(int number) throws JpegDamaged {
    if (number >= KINDS) {
      throw new JpegDamaged("a table has a number above 3");
    }
    return number;
  }

  /// Quantisation steps in zigzag order.
  int[] steps(int number) throws JpegDamaged {
    if (quantisation[number].length == 0) {
      throw new JpegDamaged("a quantisation table is missing");
    }
    return quantisation[number];
  }

  Huffman dcSymbols(int number) throws JpegDamaged {
    return SYMBOLS.get(stored(number));
  }

  Huffman acSymbols(int number) throws JpegDamaged {
    return SYMBOLS.get(stored(KINDS + number));
  }

  ValueCodes dc(int number) throws JpegDamaged {
    return FIRST.get(stored(number));
  }

  ValueCodes ac(int number) throws JpegDamaged {
    return OTHERS.get(stored(KINDS + number));
  }

  SkipCodes skips(int number) throws JpegDamaged {
    return SKIPS.get(stored(KINDS + number));
  }

  private byte[] stored(int number) throws JpegDamaged {
    if (huffman[number].length == 0) {
      throw new JpegDamaged("a Huffman table is missing");
    }
    return huffman[number];
  }
}
