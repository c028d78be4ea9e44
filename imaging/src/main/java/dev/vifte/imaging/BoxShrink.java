package dev.vifte.imaging;

import java.util.Arrays;

/// Collects rows into a [Picture], averaging blocks of `shrink.x` by `shrink.y` pixels on the way:
/// the memory is the shrunk picture and a row of sums for each, source and target. Colour is
/// weighted by alpha, so that what is invisible does not bleed.
final class BoxShrink implements RowSink {
  private final Shrink shrink;
  private Pixels pixels = Pixels.GRAY;
  private int sourceWidth;
  private int sourceHeight;
  private int width;
  private byte[] shrunk = {};
  private long[] sums = {};
  private ColumnSums columns = new ColumnSums(0);
  private int taken;
  private int pending;
  private int written;

  BoxShrink(Shrink shrink) {
    this.shrink = shrink;
  }

  /// Averages a picture that is in memory already.
  static Picture shrink(Picture source, Shrink shrink, Deadline deadline) throws ImageRefused {
    BoxShrink box = new BoxShrink(shrink);
    box.begin(source.width(), source.height(), source.pixels());
    byte[] row = new byte[source.stride()];
    for (int y = 0; y < source.height(); y++) {
      deadline.check();
      System.arraycopy(source.samples(), y * row.length, row, 0, row.length);
      box.row(row);
    }
    return box.picture(source.shrunk().times(shrink));
  }

  @Override
  public void begin(int newWidth, int newHeight, Pixels newPixels) {
    sourceWidth = newWidth;
    sourceHeight = newHeight;
    pixels = newPixels;
    width = shrink.width(newWidth);
    shrunk = new byte[Math.multiplyExact(width * pixels.channels, shrink.height(newHeight))];
    sums = new long[shrink.isNone() ? 0 : width * pixels.channels];
    columns = new ColumnSums(shrink.isNone() ? 0 : newWidth * pixels.channels);
  }

  @Override
  public void row(byte[] samples) {
    taken++;
    if (shrink.isNone()) {
      System.arraycopy(samples, 0, shrunk, written, width * pixels.channels);
      written += width * pixels.channels;
      return;
    }
    if (pixels.alpha && !opaque(samples)) {
      addWeighted(samples);
    } else {
      columns.add(samples);
    }
    pending++;
    boolean last = pending == shrink.y() || taken == sourceHeight;
    if (columns.full() || (last && !columns.empty())) {
      addColumns(columns.take());
    }
    if (last) {
      flush();
    }
  }

  /// After the last row.
  Picture picture() {
    return picture(shrink);
  }

  private Picture picture(Shrink total) {
    if (taken != sourceHeight || taken == 0) {
      throw new IllegalStateException("%d of %d rows came".formatted(taken, sourceHeight));
    }
    return new Picture(pixels, width, shrink.height(sourceHeight), total, shrunk);
  }

  private boolean opaque(byte[] samples) {
    int all = 0xff;
    for (int i = pixels.channels - 1; i < sourceWidth * pixels.channels; i += pixels.channels) {
      all &= samples[i];
    }
    return all == 0xff;
  }

  private void addWeighted(byte[] samples) {
    int channels = pixels.channels;
    int in = 0;
    for (int x = 0; x < width; x++) {
      int end = Math.min(sourceWidth, (x + 1) * shrink.x()) * channels;
      int out = x * channels;
      for (; in < end; in += channels) {
        long alpha = samples[in + channels - 1] & 0xff;
        for (int c = 0; c < channels - 1; c++) {
          sums[out + c] += (samples[in + c] & 0xff) * alpha;
        }
        sums[out + channels - 1] += alpha;
      }
    }
  }

  /// Sums of rows that are opaque, or without alpha.
  private void addColumns(int[] added) {
    int channels = pixels.channels;
    int across = shrink.x();
    for (int i = 0; i < across * channels; i++) {
      int weight = pixels.alpha && i % channels < channels - 1 ? 255 : 1;
      int count = (sourceWidth - i / channels + across - 1) / across;
      int out = i % channels;
      int in = i;
      for (int x = 0; x < count; x++) {
        sums[out] += (long) added[in] * weight;
        in += across * channels;
        out += channels;
      }
    }
  }

  private void flush() {
    if (pixels.alpha) {
      flushWeighted();
    } else {
      int whole = sourceWidth / shrink.x() * pixels.channels;
      flushPlain(0, whole, shrink.x());
      flushPlain(whole, sums.length, sourceWidth % shrink.x());
    }
    written += sums.length;
    pending = 0;
    Arrays.fill(sums, 0);
  }

  private void flushPlain(int from, int to, int across) {
    double part = 1.0 / Math.max(1, across * pending);
    for (int i = from; i < to; i++) {
      shrunk[written + i] = rounded(sums[i] * part);
    }
  }

  private void flushWeighted() {
    int channels = pixels.channels;
    for (int x = 0, at = 0; x < width; x++, at += channels) {
      double area = (double) Math.min(shrink.x(), sourceWidth - x * shrink.x()) * pending;
      double alpha = sums[at + channels - 1];
      double part = alpha == 0 ? 0 : 1 / alpha;
      for (int c = 0; c < channels - 1; c++) {
        shrunk[written + at + c] = rounded(sums[at + c] * part);
      }
      shrunk[written + at + channels - 1] = rounded(alpha / area);
    }
  }

  /// Half and a little: what lies in the middle goes up, whatever the division lost.
  private static byte rounded(double value) {
    return (byte) (int) (value + 0.500_000_001);
  }
}
