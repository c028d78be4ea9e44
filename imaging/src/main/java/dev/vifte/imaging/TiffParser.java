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

  private final TiffBytes tiff;
  private final TiffDirectory page;

  private TiffParser(TiffBytes tiff) throws IOException {
    this.tiff = tiff;
    this.page = TiffDirectory.read(tiff, tiff.firstDirectory());
  }

  static TiffFile parse(DataIn in, int most) throws IOException {
    TiffBytes tiff = TiffBytes.of(ByteBuffer.wrap(in.rest(most)));
    try {
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
