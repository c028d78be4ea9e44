package dev.vifte.imaging;

import dev.vifte.imaging.ImageHeader.Coding;
import dev.vifte.imaging.ImageHeader.Samples;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/// Reads the first directory of a TIFF (6.0, and BigTIFF) and counts the others, loops bounded.
/// Refuses a directory whose strips or tags claim more than the file holds, before a reader would
/// allocate for them.
final class TiffParser {
  private static final int MAX_PAGES = 100_000;

  /// More than any picture has; a reader allocates for as many as it is told.
  private static final int MAX_SAMPLES = 64;

  /// A tile may be larger than a small picture, but none in use has longer sides, or more pixels.
  private static final int MOST_TILE_SIDE = 16_384;

  private static final long MOST_TILE_PIXELS = 1 << 24;

  private static final int JPEG = 7;

  /// None, the fax codes, LZW, deflate by its three numbers, PackBits, and JPEG. That of before
  /// 1995 ("old-style", 6) is not among them: where its JPEG begins, readers guess.
  private static final Set<Long> COMPRESSIONS =
      Set.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 32_773L, 32_946L, 50_013L);

  private final TiffBytes tiff;
  private final TiffDirectory page;

  private TiffParser(TiffBytes tiff) throws IOException {
    this.tiff = tiff;
    this.page = TiffDirectory.read(tiff, tiff.firstDirectory());
  }

  /// The bytes are not needed afterwards.
  static TiffFile parse(ByteBuffer file) throws IOException {
    try {
      TiffBytes tiff = TiffBytes.of(file);
      TiffParser parser = new TiffParser(tiff);
      return new TiffFile(parser.header(), parser.page, tiff.big());
    } catch (IndexOutOfBoundsException outside) {
      throw new EOFException();
    }
  }

  private ImageHeader header() throws IOException {
    long width = page.number(TiffDirectory.WIDTH, 0);
    long height = page.number(TiffDirectory.HEIGHT, 0);
    if (Math.min(width, height) < 1 || Math.max(width, height) > Integer.MAX_VALUE) {
      throw ImageRefused.corrupt(
          ImageFormat.TIFF, "its size is %d x %d px".formatted(width, height));
    }
    page.requireTagsInside(tiff);
    requireTile(width, height);
    boolean palette = page.number(TiffDirectory.PHOTOMETRIC, 0) == TiffDirectory.PALETTE;
    int stored = samples();
    int bits = Math.clamp(page.number(TiffDirectory.BITS, 1), 1, 64);
    boolean alpha = page.has(TiffDirectory.EXTRA_SAMPLES);
    return new ImageHeader(
        ImageFormat.TIFF,
        (int) width,
        (int) height,
        pages(),
        new Samples(palette ? 3 : stored, bits, alpha),
        Coding.PLAIN,
        Exif.valid(page.number(TiffDirectory.ORIENTATION, 1)),
        page.has(TiffDirectory.ICC));
  }

  private int samples() throws ImageRefused {
    long samples = page.number(TiffDirectory.SAMPLES, 1);
    if (samples < 1 || samples > MAX_SAMPLES) {
      throw ImageRefused.corrupt(
          ImageFormat.TIFF, "it claims to have %d samples a pixel".formatted(samples));
    }
    return (int) samples;
  }

  /// A reader makes a row of a tile before it reads one, also of a picture in strips. What counts
  /// is the tag that it takes, so all of them are judged.
  private void requireTile(long width, long height) throws ImageRefused {
    long wide = side(TiffDirectory.TILE_WIDTH, width);
    long high = side(TiffDirectory.TILE_HEIGHT, height);
    long fitting = (width + 15) * (height + 15);
    if (wide * high > Math.max(fitting, MOST_TILE_PIXELS)) {
      throw ImageRefused.corrupt(
          ImageFormat.TIFF, "its tiles are %d x %d px".formatted(wide, high));
    }
    requireCompression(new TiffJpegs(tiff, page, wide, high));
  }

  private void requireCompression(TiffJpegs jpegs) throws ImageRefused {
    boolean jpeg = false;
    for (TiffDirectory.Tag tag : page.tags()) {
      if (tag.id() == TiffDirectory.COMPRESSION) {
        long compression = tag.value().first();
        if (!COMPRESSIONS.contains(compression)) {
          throw ImageRefused.unsupported(ImageFormat.TIFF, "compression " + compression);
        }
        jpeg |= compression == JPEG;
      }
    }
    for (TiffDirectory.Tag tag : page.tags()) {
      if (jpeg && (tag.id() == TiffDirectory.STRIPS || tag.id() == TiffDirectory.TILES)) {
        jpegs.require(tag);
      }
    }
  }

  /// The longest that a tag tells of a tile, or of the picture without one.
  private long side(int id, long picture) throws ImageRefused {
    long longest = 0;
    for (TiffDirectory.Tag tag : page.tags()) {
      long side = tag.value().first();
      if (tag.id() == id && (side < 1 || side > Math.max(picture + 15, MOST_TILE_SIDE))) {
        throw ImageRefused.corrupt(ImageFormat.TIFF, "a tile of it has %d px".formatted(side));
      }
      longest = tag.id() == id ? Math.max(longest, side) : longest;
    }
    return longest == 0 ? picture : longest;
  }

  private int pages() {
    Set<Long> seen = new HashSet<>();
    long at = tiff.firstDirectory();
    while (at != 0 && seen.size() < MAX_PAGES && tiff.holds(at, 2) && seen.add(at)) {
      long next = tiff.nextDirectoryAt(at);
      at = tiff.holds(next, 4) ? tiff.offset(next) : 0;
    }
    return seen.size();
  }
}
