package dev.vifte.imaging;

import java.util.Arrays;

/// Separable Lanczos3 on premultiplied floats. Both passes run over long contiguous rows (the
/// horizontal one over a transposed block of output rows), which the JIT turns into vector code.
/// Works in gamma-encoded sRGB, like the well-known thumbnailers. Not thread-safe; one per variant.
final class Resampler {
  /// Output rows that are finished together.
  static final int BLOCK = 16;

  private final Picture source;
  private final Pixels pixels;
  private final Kernel across;
  private final Kernel down;
  private final float[][] ring;
  private int loaded;

  private Resampler(Picture source, Kernel across, Kernel down) {
    this.source = source;
    this.pixels = source.pixels();
    this.across = across;
    this.down = down;
    this.ring = new float[down.taps()][source.stride()];
    this.loaded = down.first()[0];
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
    return new Resampler(source, across, down).run(deadline);
  }

  private byte[] run(Deadline deadline) throws ImageRefused {
    int channels = pixels.channels;
    int width = across.first().length;
    int height = down.first().length;
    byte[] out = new byte[Math.multiplyExact(width * channels, height)];
    float[][] rows = new float[BLOCK][source.stride()];
    float[] turned = new float[source.stride() * BLOCK];
    float[] column = new float[channels * BLOCK];
    for (int top = 0; top < height; top += BLOCK) {
      int count = Math.min(BLOCK, height - top);
      for (int r = 0; r < count; r++) {
        deadline.check();
        vertical(top + r, rows[r]);
      }
      turn(rows, turned);
      for (int x = 0; x < width; x++) {
        horizontal(x, turned, column);
        store(column, count, out, (top * width + x) * channels);
      }
    }
    return out;
  }

  private void vertical(int y, float[] target) {
    float[] weights = down.weights()[y];
    int first = down.first()[y];
    load(first + weights.length);
    Arrays.fill(target, 0);
    for (int t = 0; t < weights.length; t++) {
      addScaled(ring[(first + t) % ring.length], weights[t], target);
    }
  }

  private static void addScaled(float[] row, float weight, float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += weight * row[i];
    }
  }

  /// Fills the ring up to source row `end`, not including it.
  private void load(int end) {
    for (; loaded < end; loaded++) {
      float[] row = ring[loaded % ring.length];
      int from = loaded * source.stride();
      if (pixels.alpha) {
        loadPremultiplied(from, row);
      } else {
        loadPlain(from, row);
      }
    }
  }

  private void loadPlain(int from, float[] row) {
    byte[] samples = source.samples();
    for (int i = 0; i < row.length; i++) {
      row[i] = samples[from + i] & 0xff;
    }
  }

  private void loadPremultiplied(int from, float[] row) {
    byte[] samples = source.samples();
    int channels = pixels.channels;
    for (int i = 0; i < row.length; i += channels) {
      float alpha = samples[from + i + channels - 1] & 0xff;
      for (int c = 0; c < channels - 1; c++) {
        row[i + c] = (samples[from + i + c] & 0xff) * alpha / 255;
      }
      row[i + channels - 1] = alpha;
    }
  }

  private static void turn(float[][] rows, float[] turned) {
    for (int r = 0; r < BLOCK; r++) {
      float[] row = rows[r];
      for (int i = 0, o = r; i < row.length; i++, o += BLOCK) {
        turned[o] = row[i];
      }
    }
  }

  /// All rows of the block at output column `x`; sample `c` of row `r` at `c * BLOCK + r`.
  private void horizontal(int x, float[] turned, float[] column) {
    float[] weights = across.weights()[x];
    int from = across.first()[x] * column.length;
    Arrays.fill(column, 0);
    for (int t = 0; t < weights.length; t++) {
      float weight = weights[t];
      int base = from + t * column.length;
      for (int i = 0; i < column.length; i++) {
        column[i] += weight * turned[base + i];
      }
    }
  }

  private void store(float[] column, int rows, byte[] out, int at) {
    int channels = pixels.channels;
    int stride = across.first().length * channels;
    for (int r = 0; r < rows; r++) {
      float alpha = pixels.alpha ? column[(channels - 1) * BLOCK + r] : 255;
      float scale = !pixels.alpha ? 1 : alpha > 0.5f ? 255 / alpha : 0;
      for (int c = 0; c < channels; c++) {
        boolean colour = c < pixels.colours();
        out[at + r * stride + c] = Inks.clamp(column[c * BLOCK + r] * (colour ? scale : 1));
      }
    }
  }
}
