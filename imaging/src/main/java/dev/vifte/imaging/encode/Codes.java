package dev.vifte.imaging.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The codes of one picture, made for what occurs in it: first coefficients and others, of
/// brightness and, if it has any, of colour.
@SuppressWarnings("ArrayRecordComponent")
record Codes(List<HuffmanCode> tables, int[] entries) {
  private static final int SYMBOLS = 256;
  private static final int LONGEST_FIRST = 11;
  private static final int LONGEST_OTHER = 10;

  /// For exactly these tokens.
  static Codes of(Tokens seen, int tables) {
    return of(counts(seen), tables);
  }

  /// For these tokens and any that may follow.
  static Codes ofBeginning(Tokens seen, int tables) {
    int[] counts = counts(seen);
    for (int kind = 0; kind < counts.length; kind++) {
      if (possible(kind)) {
        counts[kind]++;
      }
    }
    return of(counts, tables);
  }

  private static Codes of(int[] counts, int tables) {
    List<HuffmanCode> codes = new ArrayList<>();
    int[] entries = new int[Tokens.KINDS];
    for (int table = 0; table < tables; table++) {
      int from = table * SYMBOLS;
      HuffmanCode code = HuffmanCode.of(Arrays.copyOfRange(counts, from, from + SYMBOLS));
      code.enter(entries, from);
      codes.add(code);
    }
    return new Codes(List.copyOf(codes), entries);
  }

  private static int[] counts(Tokens seen) {
    int[] counts = new int[Tokens.KINDS];
    int[] all = seen.all();
    for (int i = 0; i < seen.count(); i++) {
      counts[all[i] >>> 16]++;
    }
    return counts;
  }

  private static boolean possible(int kind) {
    int zeros = kind >> 4 & 15;
    int length = kind & 15;
    boolean first = (kind / SYMBOLS & 1) == 0;
    if (first) {
      return zeros == 0 && length <= LONGEST_FIRST;
    }
    return length == 0 ? zeros == 0 || zeros == 15 : length <= LONGEST_OTHER;
  }
}
