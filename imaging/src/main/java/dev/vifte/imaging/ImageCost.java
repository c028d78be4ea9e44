package dev.vifte.imaging;

import java.util.List;

/// What a rendering takes, told from the header alone: for admission before any byte is decoded.
///
/// With `P` pixels of the source, `C` its decoded channels, and for each variant its output of `v`
/// pixels, of every format but JPEG:
///
/// | part | heap bytes |
/// |---|---|
/// | the picture averaged down to no less than twice the largest variant | its pixels · `C` |
/// | with it, sums of a row | 6 · width · `C` |
/// | … and what the decoder holds: plain PNG | 5 stored rows |
/// | … interlaced PNG, WebP, TIFF, PSD | `P` · `C` · bytes of a sample |
/// | … BMP, of which one of 32 bits is held as numbers | 4 · `P` |
/// | … GIF | `P` |
/// | … HEIC, AVIF | 64 rows; outside of the heap some 5 · `P` · bytes of a sample |
/// | or, if more, resampling the costliest variant | second averaging + 400 · its row · `C` + 2 · `v` · `C` |
/// | … and the finished files | `v` · `C` / 2 each |
/// | the rest | 1 MiB |
///
/// 400 is 100 rows of floats: the taps at a scale below 4 (25), and two blocks of 32.
///
/// A JPEG is decoded to `n` = 1, 2, 4 or 8 samples for each 8 pixels across and down, and streams
/// into the resampler, so that only its rows count: of `r` = width · `n` / 8 · `C` samples, but no
/// more than are stored. With `t` taps of a variant (6 for each row of the decoded picture that
/// makes one of the variant, at least 8):
///
/// | part | heap bytes |
/// |---|---|
/// | a progressive one's coefficients | 2 for each block where `n` is 1, else 128 |
/// | a row of blocks | 16 · `n` · `r` |
/// | for each variant made from the decoded picture | 4 · (`t` + 80) · `r` + `v` · `C` |
/// | or, if all that is less: the planes of every variant | `v` · `C` each |
/// | … the costliest joined, and if it has a profile or must be turned, again | `v` · `C`, or twice |
/// | … and the finished files | `v` · `C` / 2 each |
/// | the rest | 1 MiB |
///
/// With [Edits], of the costliest variant:
///
/// | part | heap bytes |
/// |---|---|
/// | blur or sharpening | 10 · `v` · `C` |
/// | or, if more, a smart cut, of the picture before it | 13 · `v` |
/// | or a background or padding | 8 a pixel, padding included |
/// | or a watermark | 12 a pixel, and 1,600 for one of a row |
/// | or quality by likeness | 4 · `C` + 2 a pixel, and 400 · `C` for one of a row |
///
/// A trim is found on a picture of 1,024 px a side that is made first, in the same way; what it
/// will leave is not known, so a variant counts as if it were cut out in full size, if that is
/// more.
///
/// A JPEG in YCbCr without a profile, all of whose variants become JPEGs, is never converted to
/// pixels: its colours stay at half the size. Then `C` is 1.5 in the results and nothing is joined;
/// the finished files are `v` · 1.5.
///
/// The file itself is not in it: the caller holds it. The tests render each format in a heap of
/// this, the file, and what a JVM takes (5 MiB; 2 where no reader is loaded); with half of the
/// first two each fails.
public final class ImageCost {
  private static final long REST = 1 << 20;

  private ImageCost() {}

  /// Peak heap in bytes beside the file itself.
  public static long bytes(ImageHeader header, List<Variant> variants) {
    long most = 0;
    for (boolean trimmed : new boolean[] {false, true}) {
      List<Placement> places = variants.stream().map(v -> place(header, v, trimmed)).toList();
      most = Math.max(most, bytes(header, variants, places));
    }
    for (Variant variant : variants) {
      most = Math.max(most, trimming(header, variant));
    }
    return most + REST;
  }

  private static Placement place(ImageHeader header, Variant variant, boolean trimmed) {
    return trimmed && variant.edits().trim().isPresent()
        ? Placement.largest(header, variant)
        : Placement.of(header, variant);
  }

  /// The decode that a trim is found by.
  private static long trimming(ImageHeader header, Variant variant) {
    if (variant.edits().trim().isEmpty()) {
      return 0;
    }
    Variant look = Trimming.look(variant.edits().turn());
    List<Placement> place = List.of(Placement.of(header, look));
    return bytes(header, List.of(look), place) + 4 * place.getFirst().pixels();
  }

  private static long bytes(ImageHeader header, List<Variant> variants, List<Placement> places) {
    boolean halves = !header.profile() && Halves.suit(header, variants, places);
    long bytes =
        header.format() == ImageFormat.JPEG
            ? JpegCost.bytes(header, places, halves)
            : rows(header, places);
    long edits = 0;
    for (int i = 0; i < places.size(); i++) {
      edits = Math.max(edits, editing(header, places.get(i), variants.get(i)));
    }
    return bytes + edits;
  }

  private static long editing(ImageHeader header, Placement place, Variant variant) {
    Edits edits = variant.edits();
    long bytes = 0;
    long pixels = place.pixels();
    if (edits.gravity() instanceof Gravity.Smart
        && variant.geometry() instanceof Geometry.Fill(int width, int height)) {
      bytes = 13 * pixels;
      pixels = Math.min(pixels, (long) width * height);
    }
    Paint paint = edits.paint();
    int channels = header.samples().channels();
    if (paint.blur() > 0 || paint.sharpen() > 0) {
      bytes = Math.max(bytes, 10 * pixels * channels);
    }
    long width = place.width() + 2L * paint.padding();
    long sheet = width * (place.height() + 2L * paint.padding());
    if (paint.padding() > 0 || paint.background().isPresent()) {
      bytes = Math.max(bytes, 8 * sheet);
    }
    if (paint.watermark().isPresent()) {
      bytes = Math.max(bytes, 12 * sheet + 4 * 400 * width);
    }
    if (edits.aim().likeness().isPresent()) {
      bytes = Math.max(bytes, (4L * channels + 2) * sheet + 400L * channels * width);
    }
    return bytes;
  }

  private static long rows(ImageHeader header, List<Placement> places) {
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
    return picture + Math.max(decoder(header), work + files);
  }

  private static long resampling(ImageHeader header, Shrink shrink, Placement place) {
    int channels = header.samples().channels();
    Shrink more = shrink.then(place);
    long width = more.width(shrink.width(header.width()));
    long second =
        more.isNone() ? 0 : width * more.height(shrink.height(header.height())) * channels;
    return second + 400 * width * channels + 2 * place.pixels() * channels;
  }

  /// What the decoder holds while the averaged picture grows.
  private static long decoder(ImageHeader header) {
    long pixels = header.pixels();
    int channels = header.samples().channels();
    int bytes = (header.samples().bits() + 7) / 8;
    long row = (long) header.width() * channels;
    long all =
        switch (header.format()) {
          case PNG -> 5 * row * bytes + (header.coding().progressive() ? pixels * channels : 0);
          case GIF -> pixels;
          case BMP -> 4 * pixels;
          case HEIC, AVIF -> 64L * header.width() * channels;
          default -> pixels * channels * bytes;
        };
    return all + 6 * row;
  }
}
