package dev.vifte.workers.metadata;

import dev.vifte.workers.metadata.Blocks.Kind;
import java.io.DataInputStream;
import java.io.IOException;

/// Walks the chunks of a WebP. Layout: RFC 9649.
final class WebpChunks {
  private static final int HEAD = 10;
  private static final String EXIF_START = "Exif\0\0";

  private final DataInputStream in;
  private final Blocks blocks;

  private WebpChunks(DataInputStream in, Blocks blocks) {
    this.in = in;
    this.blocks = blocks;
  }

  /// Reads the chunks behind `RIFF`, the length and `WEBP`.
  static void read(DataInputStream in, Blocks blocks) throws IOException {
    in.skipNBytes(12);
    var chunks = new WebpChunks(in, blocks);
    byte[] type = in.readNBytes(4);
    while (type.length == 4) {
      chunks.chunk(Bytes.latin1(type, 0, 4), Integer.reverseBytes(in.readInt()) & 0xFFFFFFFFL);
      type = in.readNBytes(4);
    }
  }

  private void chunk(String type, long length) throws IOException {
    switch (type) {
      case "EXIF" -> keep(Kind.EXIF, length);
      case "XMP " -> keep(Kind.XMP, length);
      case "ICCP" -> keep(Kind.ICC, length);
      case "VP8X", "VP8 ", "VP8L" -> {
        byte[] head = in.readNBytes((int) Math.min(HEAD, length));
        size(type, head);
        in.skipNBytes(length - head.length);
      }
      default -> in.skipNBytes(length);
    }
    in.skip(length % 2);
  }

  private void keep(Kind kind, long length) throws IOException {
    if (!blocks.wants(kind, length)) {
      in.skipNBytes(length);
      return;
    }
    byte[] block = in.readNBytes((int) length);
    boolean prefixed = kind == Kind.EXIF && Bytes.startsWith(block, EXIF_START);
    blocks.add(kind, prefixed ? Bytes.from(block, EXIF_START.length()) : block);
  }

  private void size(String type, byte[] head) {
    if (blocks.isPicture()) {
      return;
    }
    if (type.equals("VP8X") && head.length >= HEAD) {
      blocks.size(1 + little(head, 4, 3), 1 + little(head, 7, 3));
    } else if (type.equals("VP8L") && head.length >= 5 && head[0] == 0x2F) {
      int bits = little(head, 1, 4);
      blocks.size(1 + (bits & 0x3FFF), 1 + ((bits >>> 14) & 0x3FFF));
    } else if (type.equals("VP8 ") && head.length >= HEAD && little(head, 3, 3) == 0x2A019D) {
      blocks.size(little(head, 6, 2) & 0x3FFF, little(head, 8, 2) & 0x3FFF);
    }
  }

  private static int little(byte[] bytes, int from, int count) {
    int value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[from + i] & 0xFF);
    }
    return value;
  }
}
