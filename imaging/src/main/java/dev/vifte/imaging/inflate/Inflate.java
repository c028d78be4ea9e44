package dev.vifte.imaging.inflate;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;

/// Inflates a zlib stream piece by piece into a window that the reader looks at. Holds twice the
/// longest piece and 100 KiB. Not thread-safe.
public final class Inflate {
  /// How far back a match may reach.
  private static final int HISTORY = 1 << 15;

  private static final int AHEAD = 1 << 16;

  /// Plain bytes that surely fit into the 56 bits of one load.
  private static final int RUN = 4;

  /// Behind where a run may begin: it, the longest match, and what copying by eights writes too
  /// far.
  private static final int SLACK = RUN + 258 + Long.BYTES;

  /// So many in a row that make nothing are no accident: an encoder writes one where it flushes.
  private static final int MOST_EMPTY = 1000;

  private final byte[] window;
  private final BitInput in;
  private final Codes own = new Codes();
  private final Adler32 sum = new Adler32();
  private int made;
  private int taken;
  private boolean begun;
  private boolean last;
  private boolean finished;
  private boolean coded;
  private int stored;
  private Codes codes = own;
  private int madeBefore;
  private int empty;

  /// @param bytes the array with the deflated bytes; must not change
  /// @param most the longest piece that will be asked for
  public Inflate(byte[] bytes, Stretches stretches, int most) {
    this.in = new BitInput(bytes, stretches);
    this.window = new byte[Math.addExact(HISTORY + AHEAD + SLACK, Math.multiplyExact(2, most))];
  }

  /// Where pieces are; changes with every call of [#take].
  public byte[] window() {
    return window;
  }

  /// Inflates the next `count` bytes and tells where in the window they begin. Throws
  /// [DataFormatException] where the data are garbled or the stream has fewer, [EOFException] where
  /// the input ends before the stream does.
  public int take(int count) throws IOException, DataFormatException {
    if (made - taken < count) {
      slide();
      while (made - taken < count) {
        if (finished) {
          throw new DataFormatException("there is less than expected");
        }
        make();
      }
    }
    int from = taken;
    taken += count;
    sum.update(window, from, count);
    return from;
  }

  /// After the last piece: throws [DataFormatException] if the stream ends here and its checksum is
  /// another than that of the pieces. More data, or a cut end, is not looked at.
  public void end() throws IOException, DataFormatException {
    try {
      while (!finished && made == taken) {
        slide();
        make();
      }
      if (made == taken) {
        in.align();
        long check = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
          check = check << Byte.SIZE | in.take(Byte.SIZE);
        }
        if (check != sum.getValue()) {
          throw new DataFormatException("the checksum does not match");
        }
      }
    } catch (EOFException cut) {
      // all that was asked for is there
    }
  }

  private void slide() {
    int from = Math.max(0, Math.min(taken, made - HISTORY));
    System.arraycopy(window, from, window, 0, made - from);
    taken -= from;
    made -= from;
    madeBefore -= from;
  }

  /// At least one byte, the end of a block, or the beginning of one.
  private void make() throws IOException, DataFormatException {
    int limit = window.length - SLACK;
    if (stored > 0) {
      copyStored(limit);
    } else if (coded) {
      decode(limit);
    } else if (last) {
      finished = true;
    } else {
      begin();
    }
  }

  private void begin() throws IOException, DataFormatException {
    if (!begun) {
      int head = in.take(8) << 8 | in.take(8);
      boolean zlib =
          head % 31 == 0 && ((head >> 8) & 15) == 8 && head >> 12 < 8 && (head & 32) == 0;
      if (!zlib) {
        throw new DataFormatException("there is no zlib stream");
      }
      begun = true;
    }
    requireBytes();
    last = in.take(1) == 1;
    switch (in.take(2)) {
      case 0 -> beginStored();
      case 1 -> {
        codes = Codes.FIXED;
        coded = true;
      }
      case 2 -> {
        own.read(in);
        codes = own;
        coded = true;
      }
      default -> throw new DataFormatException("a block is of no known kind");
    }
  }

  /// Blocks may be empty, and the caller looks at the time only between pieces.
  private void requireBytes() throws DataFormatException {
    empty = made == madeBefore ? empty + 1 : 0;
    madeBefore = made;
    if (empty > MOST_EMPTY) {
      throw new DataFormatException("there are only empty blocks");
    }
  }

  private void beginStored() throws IOException, DataFormatException {
    in.align();
    stored = in.take(16);
    if ((in.take(16) ^ 0xffff) != stored) {
      throw new DataFormatException("a stored block has an impossible length");
    }
  }

  private void copyStored(int limit) throws IOException {
    while (stored > 0 && made < limit) {
      if (in.held > 0) {
        window[made++] = (byte) in.take(Byte.SIZE);
        stored--;
        continue;
      }
      if (!in.more()) {
        throw new EOFException("the data end too early");
      }
      int part = Math.min(Math.min(stored, limit - made), in.end - in.next);
      System.arraycopy(in.bytes, in.next, window, made, part);
      in.next += part;
      made += part;
      stored -= part;
    }
  }

  private void decode(int limit) throws IOException, DataFormatException {
    while (coded && made < limit) {
      if (in.next <= in.end - Long.BYTES) {
        run(limit);
      }
      symbol();
    }
  }

  /// Plain bytes for as long as they come and eight bytes of input can be loaded at once, which
  /// needs no look at what is left.
  private void run(int limit) {
    byte[] bytes = in.bytes;
    int[] entries = codes.symbols.entries;
    int to = made;
    int at = in.next;
    int stop = in.end - Long.BYTES;
    long bits = in.bits;
    int held = in.held;
    int entry = Code.PLAIN;
    while (entry < 0 && to < limit && at <= stop) {
      bits |= (long) BitInput.LONGS.get(bytes, at) << held;
      at += (63 - held) >>> 3;
      held |= 56;
      entry = entries[(int) bits & Codes.MASK];
      for (int i = 0; i < RUN && entry < 0; i++) {
        window[to++] = (byte) (entry >> 16);
        bits >>>= entry;
        held -= entry & Code.LENGTH;
        entry = entries[(int) bits & Codes.MASK];
      }
    }
    made = to;
    in.next = at;
    in.bits = bits & ((1L << held) - 1);
    in.held = held;
  }

  /// A byte, a match, or the end of the block.
  private void symbol() throws IOException, DataFormatException {
    in.pull();
    int entry = codes.symbols.find(in.bits);
    in.drop(entry & Code.LENGTH);
    if (entry < 0) {
      window[made++] = (byte) (entry >> 16);
    } else if ((entry & Code.END) == 0) {
      match(extended(entry));
    } else if (entry >>> 16 != 0 || (entry & Code.LENGTH) == 0) {
      throw new DataFormatException("a code is unknown");
    } else {
      coded = false;
    }
    in.check();
  }

  private void match(int length) throws DataFormatException {
    int entry = codes.distances.find(in.bits);
    in.drop(entry & Code.LENGTH);
    int distance = extended(entry);
    if ((entry & Code.END) != 0 || distance > made) {
      throw new DataFormatException("a match reaches too far");
    }
    int end = made + length;
    if (distance >= Long.BYTES) {
      for (int to = made; to < end; to += Long.BYTES) {
        BitInput.LONGS.set(window, to, (long) BitInput.LONGS.get(window, to - distance));
      }
    } else if (distance == 1) {
      Arrays.fill(window, made, end, window[made - 1]);
    } else {
      for (int to = made; to < end; to++) {
        window[to] = window[to - distance];
      }
    }
    made = end;
  }

  private int extended(int entry) {
    int extra = (entry >> 8) & 15;
    int value = (entry >>> 16) + ((int) in.bits & ((1 << extra) - 1));
    in.drop(extra);
    return value;
  }
}
