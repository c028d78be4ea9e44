package dev.vifte.imaging.encode;

import java.util.Arrays;

/// A prefix code as a JPEG holds it.
///
/// @param lengths how many codes there are of 1 to 16 bits, at index 1 to 16
/// @param symbols in the order of their codes, the shortest first
@SuppressWarnings("ArrayRecordComponent")
record HuffmanCode(int[] lengths, byte[] symbols) {
  private static final int LONGEST = 16;

  /// No tree of the numbers that fit into an int goes deeper.
  private static final int DEEPEST = 48;

  /// The shortest code for symbols that occur so often; one that does not occur gets none. The code
  /// of nothing but ones stays free, as JPEG asks.
  static HuffmanCode of(int[] counts) {
    long[] ranked = ranked(counts);
    int[] lengths = shortened(depths(ranked));
    byte[] symbols = new byte[ranked.length];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = (byte) ranked[symbols.length - 1 - i];
    }
    return new HuffmanCode(lengths, symbols);
  }

  /// Count and symbol in one number each, the rarest first; of equally rare ones the lower symbol
  /// is the more frequent one.
  private static long[] ranked(int[] counts) {
    long[] ranked = new long[counts.length];
    int used = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] > 0) {
        ranked[used++] = (long) counts[symbol] << 16 | (0xff - symbol) << 8 | symbol;
      }
    }
    long[] sorted = Arrays.copyOf(ranked, used);
    Arrays.sort(sorted);
    return sorted;
  }

  /// How many leaves of Huffman's tree lie at each depth, with one leaf more, rarer than all.
  private static int[] depths(long[] ranked) {
    int leaves = ranked.length + 1;
    long[] weights = new long[2 * leaves - 1];
    for (int i = 1; i < leaves; i++) {
      weights[i] = ranked[i - 1] >> 16;
    }
    int[] parents = new int[weights.length];
    int leaf = 0;
    int joined = leaves;
    for (int next = leaves; next < weights.length; next++) {
      for (int child = 0; child < 2; child++) {
        boolean takeLeaf = joined >= next || (leaf < leaves && weights[leaf] <= weights[joined]);
        int chosen = takeLeaf ? leaf++ : joined++;
        weights[next] += weights[chosen];
        parents[chosen] = next;
      }
    }
    int[] depths = new int[DEEPEST];
    int[] depth = new int[weights.length];
    for (int node = weights.length - 2; node >= 0; node--) {
      depth[node] = depth[parents[node]] + 1;
      if (node < leaves) {
        depths[depth[node]]++;
      }
    }
    return depths;
  }

  /// Codes longer than 16 bits are shortened at the cost of others, as Annex K.2 of the standard
  /// does; then the longest one, which would be all ones, is dropped.
  private static int[] shortened(int[] depths) {
    for (int deep = DEEPEST - 1; deep > LONGEST; deep--) {
      while (depths[deep] > 0) {
        int donor = deep - 2;
        while (depths[donor] == 0) {
          donor--;
        }
        depths[deep] -= 2;
        depths[deep - 1]++;
        depths[donor + 1] += 2;
        depths[donor]--;
      }
    }
    int longest = LONGEST;
    while (longest > 1 && depths[longest] == 0) {
      longest--;
    }
    depths[longest]--;
    return Arrays.copyOf(depths, LONGEST + 1);
  }

  /// Puts code and length of each symbol into `entries`, as [BitOutput] wants them.
  void enter(int[] entries, int from) {
    int code = 0;
    int next = 0;
    for (int length = 1; length <= LONGEST; length++) {
      for (int i = 0; i < lengths[length]; i++) {
        int symbol = symbols[next++] & 0xff;
        int extra = symbol & 15;
        entries[from + symbol] = (code++ << (extra + 5)) | (length + extra);
      }
      code <<= 1;
    }
  }
}
