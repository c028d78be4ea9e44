package dev.vifte.workers.metadata;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metadata blocks found in one picture, each within the limit of its kind, and what was wrong.
final class Blocks {
  private static final int MAX_WARNINGS = 20;
  private static final int MAX_TEXTS = 50;

  private final Map<Kind, List<byte[]>> found = new EnumMap<>(Kind.class);
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private int width;
  private int height;
  private boolean picture;

  /// What a block holds, the most bytes one may have and the most blocks that are read. The limits
  /// of XMP and IPTC are low since their readers take time in the square of the number of entries.
  enum Kind {
    EXIF(4 << 20, 2),
    ICC(4 << 20, 1),
    XMP(256 << 10, 4),
    IPTC(128 << 10, 4);

    private final int maxBytes;
    private final int maxBlocks;

    Kind(int maxBytes, int maxBlocks) {
      this.maxBytes = maxBytes;
      this.maxBlocks = maxBlocks;
    }

    int maxBytes() {
      return maxBytes;
    }
  }

  /// Whether a block of `length` bytes shall be read; says so in the warnings when not.
  boolean wants(Kind kind, long length) {
    if (length > kind.maxBytes) {
      warn(
          "%s of %d bytes is larger than %d and was not read"
              .formatted(kind, length, kind.maxBytes));
      return false;
    }
    return length > 0 && of(kind).size() < kind.maxBlocks;
  }

  void add(Kind kind, byte[] block) {
    if (wants(kind, block.length)) {
      found.computeIfAbsent(kind, _ -> new ArrayList<>()).add(block);
    }
  }

  List<byte[]> of(Kind kind) {
    return found.getOrDefault(kind, List.of());
  }

  /// A text chunk of a PNG.
  void addText(String keyword, String value) {
    if (texts.size() < MAX_TEXTS) {
      texts.putIfAbsent(keyword, value);
    }
  }

  Map<String, String> texts() {
    return texts;
  }

  void warn(String warning) {
    if (warnings.size() < MAX_WARNINGS) {
      warnings.add(warning);
    }
  }

  List<String> warnings() {
    return warnings;
  }

  /// A header of a picture was seen; zero where it does not say.
  void size(int width, int height) {
    this.width = width;
    this.height = height;
    picture = true;
  }

  long pixels() {
    return (long) width * height;
  }

  boolean isPicture() {
    return picture;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}
