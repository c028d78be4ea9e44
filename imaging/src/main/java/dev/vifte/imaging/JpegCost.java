package dev.vifte.imaging;

import java.util.List;

/// The JPEG part of [ImageCost]. Components that are stored smaller than others are decoded
/// relatively larger, so they count as if they were not, but never more than as stored.
final class JpegCost {
  private static final int FLOAT = 4;

  /// Rows of floats beside the taps: two blocks, and the weights.
  private static final int ROWS = 2 * Resampler.BLOCK + 16;

  private JpegCost() {}

  static long bytes(ImageHeader header, List<Placement> places) {
    List<Placement> roots = new Cascade(places).roots();
    int size = BlockSize.of(roots, 1, 1);
    return Math.max(decoding(header, roots, size), finishing(header, places));
  }

  private static long decoding(ImageHeader header, List<Placement> roots, int size) {
    ImageHeader.Coding coding = header.coding();
    long coefficients = coding.progressive() ? coding.blocks() * (size == 1 ? 2 : 128) : 0;
    long channels = header.samples().channels();
    long stored = 64 * coding.blocks() / header.height();
    long row = Math.min((long) header.width() * size / 8 * channels, stored);
    long bytes = coefficients + 4L * FLOAT * size * row;
    for (Placement root : roots) {
      double scale = root.crop().height() * size / 8 / root.height();
      long taps = Math.max(8, (long) Math.ceil(6 * scale));
      bytes += FLOAT * (taps + ROWS) * row + root.pixels() * channels;
    }
    return bytes;
  }

  private static long finishing(ImageHeader header, List<Placement> places) {
    int channels = header.samples().channels();
    int copies = header.profile() || header.orientation() > 1 ? 2 : 1;
    long all = 0;
    long costliest = 0;
    for (Placement place : places) {
      all += place.pixels() * channels;
      costliest = Math.max(costliest, place.pixels() * channels);
    }
    return all + copies * costliest + all / 2;
  }
}
