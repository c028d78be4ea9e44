package dev.vifte.imaging;

/// Separable Lanczos3 on floats, fed row by row. Both passes run over long contiguous arrays (the
/// horizontal one over a turned block of output rows) four taps at a time, which the JIT turns into
/// vector code; for that, arrays that are walked together begin at the same index. Works in
/// gamma-encoded sRGB, like the well-known thumbnailers. Not thread-safe; one per variant.
final class Resampler {
  /// Output rows that are finished together; a multiple of 8.
  static final int BLOCK = 32;

  /// Rows of the ring beside the taps: the end of one output row may lie before that of the last.
  private static final int SLACK = 2;

  private final Pixels pixels;
  private final Kernel across;
  private final Kernel down;
  private final float[][] ring;
  private final float[][] rows;
  private final float[][] turned;
  private final float[][] columns;
  private final byte[] out;

  /// What the taps of one output row or column are taken from.
  private final float[][] sources;

  private int loaded;
  private int finished;

  /// @param width source pixels in a row
  Resampler(Pixels pixels, int width, Kernel across, Kernel down) {
    int samples = width * pixels.channels;
    this.pixels = pixels;
    this.across = across;
    this.down = down;
    this.ring = new float[down.taps() + SLACK][samples];
    this.rows = new float[Math.min(BLOCK, down.size() + 7 & -8)][samples];
    this.turned = new float[samples][BLOCK];
    this.columns = new float[pixels.channels][BLOCK];
    this.sources = new float[Math.max(across.taps(), down.taps())][];
    this.out = new byte[Math.multiplyExact(across.size() * pixels.channels, down.size())];
  }

  /// Interleaved bytes, `place.width` by `place.height`, same kind of pixels, straight alpha.
  static byte[] resample(Picture source, Placement place, Deadline deadline) throws ImageRefused {
    Placement.Crop crop = place.crop();
    double scaleX = 1.0 / source.shrunk().x();
    double scaleY = 1.0 / source.shrunk().y();
    Kernel across =
        Kernel.of(crop.left() * scaleX, crop.width() * scaleX, source.width(), place.width());
    Kernel down =
        Kernel.of(crop.top() * scaleY, crop.height() * scaleY, source.height(), place.height());
    return resample(source, across, down, deadline);
  }

  /// The same by given weights.
  static byte[] resample(Picture source, Kernel across, Kernel down, Deadline deadline)
      throws ImageRefused {
    Resampler resampler = new Resampler(source.pixels(), source.width(), across, down);
    float[] row = new float[source.stride()];
    for (int y = 0; y < source.height(); y++) {
      deadline.check();
      source.loadRow(y, row);
      resampler.row(row);
    }
    return resampler.result();
  }

  /// The next source row, colours multiplied by alpha; the array stays the caller's. What is behind
  /// the row's width does not matter.
  void row(float[] samples) {
    if (finished == down.size()) {
      return;
    }
    float[] kept = ring[loaded % ring.length];
    System.arraycopy(samples, 0, kept, 0, kept.length);
    loaded++;
    while (finished < down.size() && down.end(finished) <= loaded) {
      vertical(finished, rows[finished % BLOCK]);
      finished++;
      if (finished % BLOCK == 0 || finished == down.size()) {
        finishBlock((finished - 1) / BLOCK * BLOCK);
      }
    }
  }

  /// After the last row.
  byte[] result() {
    if (finished < down.size()) {
      throw new IllegalStateException("%d of %d rows came".formatted(finished, down.size()));
    }
    return out;
  }

  private void vertical(int y, float[] target) {
    float[] weights = down.weights()[y];
    int first = down.first()[y];
    for (int t = 0; t < weights.length; t++) {
      sources[t] = ring[(first + t) % ring.length];
    }
    Sums.weigh(target, target.length, weights, sources);
  }

  private void finishBlock(int top) {
    int count = finished - top;
    turn(count);
    for (int x = 0; x < across.size(); x++) {
      for (int c = 0; c < pixels.channels; c++) {
        horizontal(x, c, columns[c]);
      }
      store(count, (top * across.size() + x) * pixels.channels);
    }
  }

  private void turn(int count) {
    for (int r = 0; r < count; r += 8) {
      turnEight(r);
    }
  }

  /// Rows in locals, so that the JIT checks bounds once for all.
  private void turnEight(int from) {
    float[] row0 = rows[from];
    float[] row1 = rows[from + 1];
    float[] row2 = rows[from + 2];
    float[] row3 = rows[from + 3];
    float[] row4 = rows[from + 4];
    float[] row5 = rows[from + 5];
    float[] row6 = rows[from + 6];
    float[] row7 = rows[from + 7];
    for (int i = 0; i < turned.length; i++) {
      float[] column = turned[i];
      column[from] = row0[i];
      column[from + 1] = row1[i];
      column[from + 2] = row2[i];
      column[from + 3] = row3[i];
      column[from + 4] = row4[i];
      column[from + 5] = row5[i];
      column[from + 6] = row6[i];
      column[from + 7] = row7[i];
    }
  }

  /// All rows of the block at output column `x`.
  private void horizontal(int x, int channel, float[] target) {
    float[] weights = across.weights()[x];
    int at = across.first()[x] * pixels.channels + channel;
    for (int t = 0; t < weights.length; t++, at += pixels.channels) {
      sources[t] = turned[at];
    }
    Sums.weigh(target, BLOCK, weights, sources);
  }

  private void store(int count, int at) {
    int stride = across.size() * pixels.channels;
    if (pixels.alpha) {
      divideByAlpha(count);
    }
    for (int c = 0; c < pixels.channels; c++) {
      float[] column = columns[c];
      for (int r = 0, o = at + c; r < count; r++, o += stride) {
        out[o] = Inks.clamp(column[r]);
      }
    }
  }

  private void divideByAlpha(int count) {
    float[] alpha = columns[pixels.channels - 1];
    for (int c = 0; c < pixels.colours(); c++) {
      for (int r = 0; r < count; r++) {
        columns[c][r] *= alpha[r] > 0.5f ? 255 / alpha[r] : 0;
      }
    }
  }
}
