package dev.vifte.workers.metadata;

import dev.vifte.workers.metadata.Blocks.Kind;
import java.util.HexFormat;

/// ImageMagick's way to put EXIF and others into a PNG text: name, length and hex digits, each on
/// lines of their own.
final class RawProfile {
  private static final String EXIF_START = "Exif\0\0";

  private RawProfile() {}

  static void read(String keyword, String text, Blocks blocks) {
    String[] parts = text.strip().split("\\s+", 3);
    if (parts.length < 3) {
      return;
    }
    try {
      byte[] bytes = HexFormat.of().parseHex(parts[2].replaceAll("\\s", ""));
      switch (keyword.substring(keyword.lastIndexOf(' ') + 1)) {
        case "exif", "APP1" -> blocks.add(Kind.EXIF, exif(bytes));
        case "xmp" -> blocks.add(Kind.XMP, bytes);
        case "iptc", "8bim" -> PhotoshopBlocks.read(bytes, blocks);
        default -> {}
      }
    } catch (IllegalArgumentException e) {
      blocks.warn("the text '%s' is not hex and was not read".formatted(keyword));
    }
  }

  private static byte[] exif(byte[] bytes) {
    return Bytes.startsWith(bytes, EXIF_START) ? Bytes.from(bytes, EXIF_START.length()) : bytes;
  }
}
