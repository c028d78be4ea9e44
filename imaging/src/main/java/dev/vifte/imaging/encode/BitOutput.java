package dev.vifte.imaging.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes of the file as they grow: plain ones, then bits, where a byte of all ones is followed
/// by a zero.
final class BitOutput {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /// Tokens between two looks at the room that is left.
  private static final int SLICE = 1024;

  /// A token has at most 27 bits, and each byte may need a zero after it.
  private static final int MOST_BYTES = 8;

  private byte[] bytes;
  private int length;
  private long waiting;
  private int bits;

  BitOutput(int expected) {
    bytes = new byte[expected];
  }

  void plain(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /// Writes tokens.
  ///
  /// @param entries by table and symbol: the code, shifted left to let the bits that follow it in,
  ///   then 5 bits with the length of all
  void tokens(int[] tokens, int count, int[] entries) {
    for (int from = 0; from < count; from += SLICE) {
      room(SLICE * MOST_BYTES);
      slice(tokens, from, Math.min(count, from + SLICE), entries);
    }
  }

  private void slice(int[] tokens, int from, int to, int[] entries) {
    byte[] out = bytes;
    int at = length;
    long left = waiting;
    int held = bits;
    for (int i = from; i < to; i++) {
      int token = tokens[i];
      int entry = entries[token >>> 16];
      int size = entry & 31;
      left = left << size | entry >>> 5 | (token & 0xffff);
      held += size;
      if (held >= Integer.SIZE) {
        held -= Integer.SIZE;
        at = word(out, at, (int) (left >>> held));
      }
    }
    length = at;
    waiting = left;
    bits = held;
  }

  private static int word(byte[] out, int at, int word) {
    if ((word & ~(word + 0x01010101) & 0x80808080) == 0) {
      WORD.set(out, at, word); // no byte of it is all ones
      return at + Integer.BYTES;
    }
    return stuffed(out, at, word, Integer.BYTES);
  }

  /// The upper `count` bytes of a word.
  private static int stuffed(byte[] out, int at, int word, int count) {
    int next = at;
    for (int i = 0; i < count; i++) {
      byte one = (byte) (word >>> (24 - 8 * i));
      out[next++] = one;
      if (one == -1) {
        out[next++] = 0;
      }
    }
    return next;
  }

  /// Fills the last byte with ones.
  void endBits() {
    room(MOST_BYTES);
    int free = Integer.SIZE - bits;
    long word = (waiting << free) | ((1L << free) - 1);
    length = stuffed(bytes, length, (int) word, (bits + 7) / 8);
    bits = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length + bytes.length / 2));
    }
  }
}
