package dev.vifte.imaging;

import java.util.ArrayList;
import java.util.List;

/// The tags of one TIFF directory.
///
/// @param next where the offset of the following directory is stored
record TiffDirectory(List<Tag> tags, long next) {
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int STRIPS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILES = 324;
  static final int EXTRA_SAMPLES = 338;
  static final int ICC = 34675;

  /// Of [#PHOTOMETRIC]: samples are indexes.
  static final int PALETTE = 3;

  private static final int MAX_TAGS = 4096;
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  /// One entry.
  ///
  /// @param at where the entry is stored
  /// @param value where its values are stored, and the first
  record Tag(int id, int type, long count, long at, Value value) {
    int size() {
      return type < SIZES.length ? SIZES[type] : 0;
    }
  }

  /// Where values are, and the first of them if it is a whole number.
  record Value(long at, long first) {}

  static TiffDirectory read(TiffBytes tiff, long at) throws ImageRefused {
    long entries = tiff.holds(at, 8) ? tiff.entries(at) : 0;
    boolean fits = entries > 0 && entries <= MAX_TAGS && tiff.holds(tiff.entryAt(at, entries), 0);
    if (!fits) {
      throw ImageRefused.corrupt(ImageFormat.TIFF, "its directory is not where it says");
    }
    List<Tag> tags = new ArrayList<>();
    for (long i = 0; i < entries; i++) {
      tags.add(tag(tiff, tiff.entryAt(at, i)));
    }
    return new TiffDirectory(List.copyOf(tags), tiff.entryAt(at, entries));
  }

  private static Tag tag(TiffBytes tiff, long at) {
    int type = tiff.u16(at + 2);
    long count = tiff.offset(at + 4);
    long inline = at + (tiff.big() ? 12 : 8);
    Tag plain = new Tag(tiff.u16(at), type, count, at, new Value(inline, 0));
    boolean within = count >= 0 && count <= (tiff.big() ? 8 : 4) / Math.max(1, plain.size());
    long values = within ? inline : tiff.offset(inline);
    long first = tiff.holds(values, plain.size()) ? whole(tiff, type, values) : 0;
    return new Tag(plain.id(), type, count, at, new Value(values, first));
  }

  private static long whole(TiffBytes tiff, int type, long at) {
    return switch (type) {
      case 1, 6 -> tiff.bytes().get((int) at) & 0xff;
      case 3, 8 -> tiff.u16(at);
      case 4, 9 -> tiff.u32(at);
      case 16, 17 -> tiff.bytes().getLong((int) at);
      default -> 0;
    };
  }

  boolean has(int id) {
    return tags.stream().anyMatch(tag -> tag.id() == id);
  }

  long number(int id, long otherwise) {
    return tags.stream()
        .filter(tag -> tag.id() == id)
        .findFirst()
        .map(tag -> tag.value().first())
        .orElse(otherwise);
  }

  /// Refuses a tag that the decoder needs and whose values lie outside the file.
  void requireTagsInside(TiffBytes tiff) throws ImageRefused {
    for (Tag tag : tags) {
      boolean needed = !TiffFile.dropped(tag);
      boolean sane = tag.count() >= 0 && tag.count() <= tiff.bytes().limit();
      if (needed && !(sane && tiff.holds(tag.value().at(), tag.count() * tag.size()))) {
        throw ImageRefused.truncated(ImageFormat.TIFF);
      }
    }
  }
}
