package dev.vifte.imaging;

import dev.vifte.imaging.TiffDirectory.Tag;

/// The JPEGs in a TIFF, one for each strip or tile. A reader trusts what they say of their size and
/// holds a progressive or lossless one whole, so that a picture of a few pixels may take any amount
/// of memory: they are judged before it sees them.
///
/// @param width of a strip or tile
/// @param height likewise
record TiffJpegs(TiffBytes tiff, TiffDirectory page, long width, long height) {
  /// A picture of 100 megapixels in tiles of 64 x 64 has fewer.
  private static final int MOST_PIECES = 1 << 16;

  /// Before a frame begins: tables, and a profile in parts.
  private static final int MOST_SEGMENTS = 64;

  private static final int START = 0xffd8;
  private static final int BASELINE = 0xffc0;
  private static final int EXTENDED = 0xffc1;
  private static final int FILL = 0xffff;

  /// Codes are in whole blocks; some writers tell their size, not the picture's.
  private static final int ROUNDED = 15;

  /// Refuses offsets of which one does not lead to a small baseline JPEG.
  void require(Tag offsets) throws ImageRefused {
    if (offsets.count() > MOST_PIECES) {
      throw refused("more than " + MOST_PIECES + " JPEGs in it");
    }
    for (long i = 0; i < offsets.count(); i++) {
      long value = offsets.value().at() + i * offsets.size();
      require(
          switch (offsets.type()) {
            case 3 -> tiff.u16(value);
            case 4 -> tiff.u32(value);
            case 16 -> tiff.bytes().getLong((int) value);
            default -> throw refused("offsets of a rare type");
          });
    }
  }

  private void require(long at) throws ImageRefused {
    long next = at + 2;
    if (number(at) != START) {
      throw refused("a strip or tile of it that is no JPEG");
    }
    int marker = number(next);
    for (int n = 0; n < MOST_SEGMENTS && passed(marker); n++) {
      next += marker == FILL ? 1 : 2 + number(next + 2);
      marker = number(next);
    }
    if (marker != BASELINE && marker != EXTENDED) {
      throw refused("a JPEG in it that is not baseline");
    }
    int high = number(next + 5);
    int wide = number(next + 7);
    if (wide > width + ROUNDED || high > height + ROUNDED) {
      throw ImageRefused.corrupt(
          ImageFormat.TIFF,
          "a part of %d x %d px is a JPEG of %d x %d px".formatted(width, height, wide, high));
    }
    requireOutsideOfDirectory(at, next + 9);
  }

  /// Tables, application data, comments and restart intervals.
  private static boolean passed(int marker) {
    return marker == 0xffc4
        || marker == 0xffdb
        || marker == 0xffdd
        || (marker >= 0xffe0 && marker <= 0xffef)
        || marker == 0xfffe
        || marker == FILL;
  }

  /// The reader sees another directory than the one that is stored.
  private void requireOutsideOfDirectory(long from, long to) throws ImageRefused {
    if (from < page.next() + Long.BYTES && to > page.tags().getFirst().at()) {
      throw ImageRefused.corrupt(ImageFormat.TIFF, "a JPEG lies in its directory");
    }
  }

  /// Big-endian, whatever the file is.
  private int number(long at) {
    if (!tiff.holds(at, 2)) {
      throw new IndexOutOfBoundsException();
    }
    int first = tiff.bytes().get((int) at) & 0xff;
    return (first << 8) | (tiff.bytes().get((int) at + 1) & 0xff);
  }

  private static ImageRefused refused(String what) {
    return ImageRefused.unsupported(ImageFormat.TIFF, what);
  }
}
