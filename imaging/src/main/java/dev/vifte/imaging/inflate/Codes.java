package dev.vifte.imaging.inflate;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/// The two codes of a block: bytes with lengths of matches, and distances.
final class Codes {
  /// Bits of the first step of the code for bytes.
  private static final int WIDTH = 11;

  /// Of the bits that come next, those of the first step.
  static final int MASK = (1 << WIDTH) - 1;

  private static final int LITERALS = 288;
  private static final int MOST_LITERALS = 286;
  private static final int MOST_DISTANCES = 30;
  private static final int END_OF_BLOCK = 256;
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  /// The codes of RFC 1951, 3.2.6, which are only read.
  static final Codes FIXED = fixed();

  final Code symbols = new Code(WIDTH, symbols());
  final Code distances = new Code(8, distances());

  private final Code ofLengths = new Code(7, lengths());
  private final byte[] lengths = new byte[LITERALS + 32];

  private static Codes fixed() {
    var codes = new Codes();
    byte[] lengths = codes.lengths;
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, LITERALS, (byte) 8);
    try {
      codes.symbols.build(lengths, 0, LITERALS);
      Arrays.fill(lengths, (byte) 5);
      codes.distances.build(lengths, 0, 32);
    } catch (DataFormatException impossible) {
      throw new IllegalStateException("these codes are complete", impossible);
    }
    return codes;
  }

  /// Those that a block begins with: RFC 1951, 3.2.7.
  void read(BitInput in) throws IOException, DataFormatException {
    int literals = in.take(5) + 257;
    int others = in.take(5) + 1;
    int stored = in.take(4) + 4;
    if (literals > MOST_LITERALS || others > MOST_DISTANCES) {
      throw new DataFormatException("a block has too many symbols");
    }
    Arrays.fill(lengths, (byte) 0);
    for (int i = 0; i < stored; i++) {
      lengths[ORDER[i]] = (byte) in.take(3);
    }
    ofLengths.build(lengths, 0, ORDER.length);
    Arrays.fill(lengths, (byte) 0);
    lengths(in, literals + others);
    if (lengths[END_OF_BLOCK] == 0) {
      throw new DataFormatException("a block cannot end");
    }
    symbols.build(lengths, 0, literals);
    distances.build(lengths, literals, others);
  }

  private void lengths(BitInput in, int count) throws IOException, DataFormatException {
    int have = 0;
    while (have < count) {
      in.pull();
      int entry = ofLengths.find(in.bits);
      in.drop(entry & Code.LENGTH);
      in.check();
      int symbol = (entry >>> 16) & 31;
      int repeat =
          switch (symbol) {
            case 16, 17 -> 3 + in.take(symbol == 16 ? 2 : 3);
            case 18 -> 11 + in.take(7);
            default -> 1;
          };
      boolean wrong =
          (entry & Code.LENGTH) == 0 || have + repeat > count || (symbol == 16 && have == 0);
      if (wrong) {
        throw new DataFormatException("a code is garbled");
      }
      byte length = symbol < 16 ? (byte) symbol : symbol == 16 ? lengths[have - 1] : 0;
      Arrays.fill(lengths, have, have + repeat, length);
      have += repeat;
    }
  }

  private static int[] lengths() {
    int[] meanings = new int[ORDER.length];
    for (int i = 0; i < meanings.length; i++) {
      meanings[i] = Code.PLAIN | (i << 16);
    }
    return meanings;
  }

  private static int[] symbols() {
    int[] meanings = new int[LITERALS];
    for (int i = 0; i < END_OF_BLOCK; i++) {
      meanings[i] = Code.PLAIN | (i << 16);
    }
    meanings[END_OF_BLOCK] = Code.END;
    int base = 3;
    for (int i = 0; i < 28; i++) {
      int extra = Math.max(0, i / 4 - 1);
      meanings[END_OF_BLOCK + 1 + i] = (base << 16) | (extra << 8);
      base += 1 << extra;
    }
    meanings[285] = 258 << 16;
    meanings[286] = Code.END | (1 << 16);
    meanings[287] = Code.END | (1 << 16);
    return meanings;
  }

  private static int[] distances() {
    int[] meanings = new int[32];
    int base = 1;
    for (int i = 0; i < MOST_DISTANCES; i++) {
      int extra = Math.max(0, i / 2 - 1);
      meanings[i] = (base << 16) | (extra << 8);
      base += 1 << extra;
    }
    meanings[30] = Code.END;
    meanings[31] = Code.END;
    return meanings;
  }
}
