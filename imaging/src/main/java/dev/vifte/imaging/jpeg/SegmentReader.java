package dev.vifte.imaging.jpeg;

import java.util.Arrays;

/// Reads numbers from one marker segment and never past its end.
final class SegmentReader {
  private final byte[] file;
  private final int limit;
  private int next;

  /// From the marker on; its length field bounds what may be read.
  SegmentReader(byte[] file, JpegPicture.Segment segment) throws JpegDamaged {
    this.file = file;
    this.next = segment.start() + 4;
    this.limit = next <= segment.end() ? length(file, segment) + segment.start() + 2 : 0;
    if (limit < next || limit > segment.end()) {
      throw new JpegDamaged("a segment has an impossible length");
    }
  }

  private static int length(byte[] file, JpegPicture.Segment segment) {
    int at = segment.start() + 2;
    return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
  }

  /// Where the segment's own bytes end; those of a scan are followed by its data.
  int limit() {
    return limit;
  }

  boolean hasMore() {
    return next < limit;
  }

  int u8() throws JpegDamaged {
    if (next >= limit) {
      throw new JpegDamaged("a segment is too short");
    }
    return file[next++] & 0xff;
  }

  int u16() throws JpegDamaged {
    return u8() << 8 | u8();
  }

  byte[] bytes(int count) throws JpegDamaged {
    if (count > limit - next) {
      throw new JpegDamaged("a segment is too short");
    }
    next += count;
    return Arrays.copyOfRange(file, next - count, next);
  }
}
