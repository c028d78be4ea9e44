package dev.vifte.imaging.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The entropy-coded bits of one scan: stuffing is taken out a window at a time, so that reading is
/// a plain load of eight bytes at a bit position, without state and without branches. Behind the
/// end of the data the window is zero for longer than one MCU can read; [#beforeMcu] tells that it
/// was read.
final class EntropyWindow {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int WINDOW = 1 << 15;

  /// More than an MCU can take: 10 blocks of 64 symbols of at most 31 bits are 2,480 bytes.
  private static final int MARGIN = 2560;

  /// The window. [#bit] counts into it.
  final byte[] bytes = new byte[WINDOW + MARGIN + Long.BYTES];

  /// The next bit to read; decoders keep it in a local variable and store it back.
  int bit;

  private final byte[] file;
  private int next;
  private int end;
  private int filled;
  private boolean closed;
  private boolean forgives;

  EntropyWindow(byte[] file) {
    this.file = file;
  }

  /// Begins a scan.
  void begin(JpegPicture.Segment data) {
    next = data.start();
    end = data.end();
    forgives = false;
    open();
  }

  private void open() {
    bit = 0;
    filled = 0;
    closed = false;
    fill();
  }

  /// The next 57 bits or more from a bit position, at the top of a long.
  static long load(byte[] bytes, int bit) {
    return (long) LONGS.get(bytes, bit >>> 3) << (bit & 7);
  }

  long load() {
    return load(bytes, bit);
  }

  /// To be called before each MCU: makes sure that all of it can be read.
  void beforeMcu() throws JpegDamaged {
    if (bit >>> 3 > filled - MARGIN) {
      if (closed) {
        checkNotPast();
      } else {
        fill();
      }
    }
  }

  /// To be called after the last MCU, too.
  void checkNotPast() throws JpegDamaged {
    if (closed && bit > filled << 3) {
      throw new JpegDamaged("its picture data is cut or garbled");
    }
  }

  /// Whether data were left over before a restart marker: the writer lost step itself, and from
  /// then on its damage costs an interval, not the picture, as with all common readers.
  boolean forgives() {
    return forgives;
  }

  /// Goes on behind the restart marker of this number, 0 to 7.
  void restart(int number) throws JpegDamaged {
    if (!forgives) {
      checkNotPast();
    }
    forgives |= !closed || bit >>> 3 < filled - 1;
    while (!closed) {
      bit = filled << 3;
      fill();
    }
    boolean there = next + 1 < end && (file[next + 1] & 0xff) == 0xd0 + number;
    if (!there) {
      throw new JpegDamaged("a restart marker is missing");
    }
    next += 2;
    open();
  }

  private void fill() {
    int used = Math.min(bit >>> 3, filled);
    System.arraycopy(bytes, used, bytes, 0, filled - used);
    filled -= used;
    bit -= used << 3;
    while (filled < WINDOW && !closed) {
      int stop = Math.min(end, next + WINDOW - filled);
      int found = indexOfFf(file, next, stop);
      System.arraycopy(file, next, bytes, filled, found - next);
      filled += found - next;
      next = found;
      if (found < stop) {
        unstuff();
      }
      closed |= next >= end;
    }
    if (closed) {
      Arrays.fill(bytes, filled, filled + MARGIN + Long.BYTES, (byte) 0);
    }
  }

  /// At 0xFF: a stuffed one is data, a marker ends the window.
  private void unstuff() {
    int code = next + 1;
    while (code < end && file[code] == (byte) 0xff) {
      code++;
    }
    if (code < end && file[code] == 0) {
      bytes[filled++] = (byte) 0xff;
      next = code + 1;
    } else {
      closed = true;
      next = code - 1;
    }
  }

  /// The first 0xFF in a part of an array, or the part's end. Eight bytes at a time: a byte of the
  /// complement is zero only where the byte is 0xFF.
  static int indexOfFf(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long turned = ~(long) LONGS.get(bytes, at);
      if ((turned - 0x0101010101010101L & ~turned & 0x8080808080808080L) != 0) {
        break;
      }
    }
    while (at < to && bytes[at] != (byte) 0xff) {
      at++;
    }
    return at;
  }
}
