package dev.vifte.workers.metadata;

import dev.vifte.workers.metadata.Blocks.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;

/// Walks the segments of a JPEG up to its first scan. Extended XMP (a second packet in pieces) is
/// not read: it holds thumbnails and depth maps, not what people ask for.
final class JpegSegments {
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP13 = 0xED;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final String EXIF = "Exif\0\0";
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
  private static final String ICC = "ICC_PROFILE\0";
  private static final String PHOTOSHOP = "Photoshop 3.0\0";

  private final DataInputStream in;
  private final Blocks blocks;
  private final ByteArrayOutputStream icc = new ByteArrayOutputStream();
  private final ByteArrayOutputStream photoshop = new ByteArrayOutputStream();

  private JpegSegments(DataInputStream in, Blocks blocks) {
    this.in = in;
    this.blocks = blocks;
  }

  /// Reads the segments behind the two bytes every JPEG starts with.
  static void read(DataInputStream in, Blocks blocks) throws IOException {
    in.skipNBytes(2);
    var segments = new JpegSegments(in, blocks);
    try {
      segments.walk();
    } finally {
      segments.join();
    }
  }

  private void walk() throws IOException {
    int marker = nextMarker();
    while (marker != START_OF_SCAN && marker != END_OF_IMAGE) {
      if (!standsAlone(marker)) {
        segment(marker, in.readUnsignedShort() - 2);
      }
      marker = nextMarker();
    }
  }

  private void segment(int marker, int length) throws IOException {
    if (length < 0) {
      throw new IOException("a JPEG segment has the length %d".formatted(length + 2));
    }
    if (marker == APP1 || marker == APP2 || marker == APP13) {
      sort(marker, in.readNBytes(length));
    } else if (isFrameHeader(marker) && length >= 5) {
      in.skipNBytes(1);
      int height = in.readUnsignedShort();
      blocks.size(in.readUnsignedShort(), height);
      in.skipNBytes(length - 5L);
    } else {
      in.skipNBytes(length);
    }
  }

  private void sort(int marker, byte[] segment) {
    if (marker == APP1 && Bytes.startsWith(segment, EXIF)) {
      blocks.add(Kind.EXIF, Bytes.from(segment, EXIF.length()));
    } else if (marker == APP1 && Bytes.startsWith(segment, XMP)) {
      blocks.add(Kind.XMP, Bytes.from(segment, XMP.length()));
    } else if (marker == APP2 && Bytes.startsWith(segment, ICC)) {
      join(icc, segment, ICC.length() + 2, Kind.ICC.maxBytes());
    } else if (marker == APP13 && Bytes.startsWith(segment, PHOTOSHOP)) {
      join(photoshop, segment, PHOTOSHOP.length(), PhotoshopBlocks.MAX_BYTES);
    }
  }

  private static void join(ByteArrayOutputStream whole, byte[] segment, int from, int limit) {
    if (segment.length > from && whole.size() + segment.length - from <= limit) {
      whole.write(segment, from, segment.length - from);
    }
  }

  private void join() {
    blocks.add(Kind.ICC, icc.toByteArray());
    PhotoshopBlocks.read(photoshop.toByteArray(), blocks);
  }

  /// Skips fill bytes, and the stray bytes some cameras leave between segments.
  private int nextMarker() throws IOException {
    int value = in.readUnsignedByte();
    while (value != 0xFF) {
      value = in.readUnsignedByte();
    }
    while (value == 0xFF) {
      value = in.readUnsignedByte();
    }
    return value;
  }

  private static boolean standsAlone(int marker) {
    return marker <= 0x01 || (marker >= 0xD0 && marker <= 0xD8);
  }

  private static boolean isFrameHeader(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
