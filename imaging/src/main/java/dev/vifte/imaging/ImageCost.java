package dev.vifte.imaging;

import java.util.List;

/// What a rendering takes, told from the header alone: for admission before any byte is decoded.
///
/// With `P` pixels of the source, `C` its decoded channels, and for each variant its output of `v`
/// pixels:
///
/// | part | heap bytes |
/// |---|---|
/// | the picture averaged down to no less than twice the largest variant | its pixels · `C` |
/// | with it, what the decoder holds: JPEG and plain PNG | 0, they stream |
/// | … CMYK JPEG, interlaced PNG, WebP, BMP, TIFF, PSD | `P` · `C` · bytes of a sample |
/// | … GIF | `P` |
/// | or, if more, resampling the costliest variant | second averaging + 240 · its row · `C` + 2 · `v` · `C` |
/// | … and the finished files | `v` · `C` / 2 each |
/// | the rest | 1 MiB |
///
/// 240 is 60 rows of floats: the taps at a scale below 4 (25), and two blocks of 16. The file
/// itself is not in it: the caller holds it. The tests render each format in a heap of this, the
/// file, and what a JVM takes with the readers loaded (5 MiB); with half of the first two each
/// fails.
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

  /// What the decoder holds while the averaged picture grows.
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
