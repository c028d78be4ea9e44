package dev.vifte.imaging;

import java.util.List;

/// What a rendering takes, told from the header alone: for admission before any byte is decoded.
///
/// With `P` pixels of the source, `C` its decoded channels, and for each variant its output of `v`
/// pixels:
///
/// | part | heap bytes |
/// |---|---|
/// | what the decoder holds | see [#decoder] |
/// | the picture averaged down to no less than twice the largest variant | its pixels · `C` |
/// | resampling, the largest of all variants | second averaging + 240 · its row · `C` + 4 · `v` · 4 |
/// | finished files | `v` · `C` / 2 each |
/// | the rest | 1 MiB |
///
/// The file itself is not in it: the caller holds it. The tests decode each format in a heap of
/// exactly this.
public final class ImageCost {
  private static final long REST = 1 << 20;

  private ImageCost() {}

  /// Peak heap in bytes beside the file itself.
  public static long bytes(ImageHeader header, List<Variant> variants) {
    List<Placement> places = variants.stream().map(v -> Placement.of(header, v)).toList();
    int channels = header.samples().channels();
    Shrink shrink = Shrink.before(places);
    long width = shrink.width(header.width());
    long picture = width * shrink.height(header.height()) * channels;
    long work = 0;
    long files = 0;
    for (Placement place : places) {
      work = Math.max(work, resampling(header, shrink, place));
      files += place.pixels() * channels / 2;
    }
    return picture + Math.max(decoder(header), work + files) + REST;
  }

  /// Bytes outside the heap: libjpeg keeps two bytes for each coefficient of a JPEG with several
  /// scans.
  public static long offHeapBytes(ImageHeader header) {
    boolean scans = header.format() == ImageFormat.JPEG && header.coding().scans() > 1;
    return scans ? 2 * header.pixels() * header.samples().channels() : 0;
  }

  private static long resampling(ImageHeader header, Shrink shrink, Placement place) {
    int channels = header.samples().channels();
    Shrink more = shrink.then(place);
    long width = more.width(shrink.width(header.width()));
    long second =
        more.isNone() ? 0 : width * more.height(shrink.height(header.height())) * channels;
    return second + 240 * width * channels + 2 * place.pixels() * channels;
  }

  /// What the decoder holds, by format: JPEG and plain PNG stream their rows; CMYK, interlaced PNG
  /// and all others come as a whole picture of stored samples.
  private static long decoder(ImageHeader header) {
    long pixels = header.pixels();
    int channels = header.samples().channels();
    int bytes = (header.samples().bits() + 7) / 8;
    return switch (header.format()) {
      case JPEG -> channels == 4 ? pixels * channels : 0;
      case PNG -> header.coding().progressive() ? pixels * channels : 0;
      case GIF -> pixels;
      default -> pixels * channels * bytes;
    };
  }
}
