package dev.vifte.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A TIFF in memory, either byte order, with 4 or 8 byte offsets. Reading outside throws
/// [IndexOutOfBoundsException].
record TiffBytes(ByteBuffer bytes, boolean big) {
  private static final int BIG_MAGIC = 43;

  static TiffBytes of(ByteBuffer file) {
    file.order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return new TiffBytes(file, file.getShort(2) == BIG_MAGIC);
  }

  boolean holds(long at, long length) {
    return at >= 0 && length >= 0 && at <= bytes.limit() && length <= bytes.limit() - at;
  }

  int u16(long at) {
    return bytes.getShort(index(at)) & 0xffff;
  }

  long u32(long at) {
    return bytes.getInt(index(at)) & 0xffffffffL;
  }

  /// An offset or count: 4 bytes, 8 in a BigTIFF.
  long offset(long at) {
    return big ? bytes.getLong(index(at)) : u32(at);
  }

  long firstDirectory() {
    return offset(big ? 8 : 4);
  }

  long entries(long directory) {
    return big ? bytes.getLong(index(directory)) : u16(directory);
  }

  long entryAt(long directory, long index) {
    return directory + (big ? 8 : 2) + index * entrySize();
  }

  int entrySize() {
    return big ? 20 : 12;
  }

  /// Where the offset of the following directory is; -1 if outside.
  long nextDirectoryAt(long directory) {
    if (!holds(directory, big ? 8 : 2)) {
      return -1;
    }
    long entries = entries(directory);
    return entries < 0 || entries > bytes.limit() ? -1 : entryAt(directory, entries);
  }

  private static int index(long at) {
    if (at < 0 || at > Integer.MAX_VALUE) {
      throw new IndexOutOfBoundsException();
    }
    return (int) at;
  }
}
