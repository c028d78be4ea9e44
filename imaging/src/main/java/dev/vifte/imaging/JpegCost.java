package dev.vifte.imaging;

import java.util.List;

/// The JPEG part of [ImageCost]. Components that are stored smaller than others are decoded
/// relatively larger, so they count as if they were not, but never more than as stored.
final class JpegCost {
  private static final int FLOAT = 4;

  /// Rows of floats beside the taps: two blocks, and the weights.
  private static final int ROWS = 2 * Resampler.BLOCK + 16;

  private JpegCost() {}

  /// @param halves whether the results are [Halves]
  static long bytes(ImageHeader header, List<Placement> places, boolean halves) {
    List<Placement> roots = new Cascade(places).roots();
    return Math.max(decoding(header, roots, halves), finishing(header, places, halves));
  }

  private static long decoding(ImageHeader header, List<Placement> roots, boolean halves) {
    int size = BlockSize.of(roots, 1, 1, false);
    ImageHeader.Coding coding = header.coding();
    long coefficients = coding.progressive() ? coding.blocks() * (size == 1 ? 2 : 128) : 0;
    long channels = header.samples().channels();
    long stored = 64 * coding.blocks() / header.height();
    long row = Math.min((long) header.width() * size / 8 * channels, stored);
    long bytes = coefficients + 4L * FLOAT * size * row;
    for (Placement root : roots) {
      double scale = root.crop().height() * size / 8 / root.height();
      long taps = Math.max(8, (long) Math.ceil(6 * scale));
      bytes += FLOAT * (taps + ROWS) * row + samples(header, root, halves);
    }
    return bytes;
  }

  private static long finishing(ImageHeader header, List<Placement> places, boolean halves) {
    int copies = (halves ? 0 : 1) + (header.profile() || header.orientation() > 1 ? 1 : 0);
    long all = 0;
    long costliest = 0;
    for (Placement place : places) {
      all += samples(header, place, halves);
      costliest = Math.max(costliest, samples(header, place, halves));
    }
    return all + copies * costliest + all / (halves ? 1 : 2);
  }

  /// Half of the colours is a quarter along with each plane: one and a half in all.
  private static long samples(ImageHeader header, Placement place, boolean halves) {
    return halves ? (3 * place.pixels() + 1) / 2 : place.pixels() * header.samples().channels();
  }
}
