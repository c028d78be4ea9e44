package dev.vifte.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The one thing of EXIF that matters to pixels. Reads directory 0 only, follows nothing, allocates
/// nothing: loops and giant counts in the rest of the block cannot hurt. Format: CIPA DC-008, TIFF
/// 6.0 section 2.
final class Exif {
  /// Of an EXIF block, this much is looked at.
  static final int MAX_BYTES = 1 << 16;

  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private Exif() {}

  /// 1 to 8 from a TIFF-shaped block, after an optional `Exif\0\0`; 1 for anything broken or out of
  /// range.
  static int orientation(byte[] block) {
    boolean named = block.length > 6 && block[0] == 'E' && block[1] == 'x' && block[2] == 'i';
    int start = named ? 6 : 0;
    ByteBuffer tiff = ByteBuffer.wrap(block, start, block.length - start).slice();
    if (tiff.remaining() < 8) {
      return 1;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xffffffffL;
    if (directory + 2 > tiff.limit()) {
      return 1;
    }
    return inDirectory(tiff, (int) directory);
  }

  private static int inDirectory(ByteBuffer tiff, int directory) {
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY;
      if (entry + ENTRY > tiff.limit()) {
        return 1;
      }
      if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
        return tiff.getShort(entry + 2) == SHORT ? valid(tiff.getShort(entry + 8) & 0xffff) : 1;
      }
    }
    return 1;
  }

  static int valid(long orientation) {
    return orientation >= 1 && orientation <= 8 ? (int) orientation : 1;
  }
}
