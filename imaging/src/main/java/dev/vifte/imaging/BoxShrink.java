package dev.vifte.imaging;

import java.util.Arrays;

/// Collects rows into a [Picture], averaging blocks of `shrink.x` by `shrink.y` pixels on the way:
/// the memory is the shrunk picture and one row of sums. Colour is weighted by alpha, so that what
/// is invisible does not bleed.
final class BoxShrink implements RowSink {
  private final Shrink shrink;
  private Pixels pixels = Pixels.GRAY;
  private int sourceWidth;
  private int sourceHeight;
  private int width;
  private byte[] shrunk = {};
  private int[] sums = {};
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
    sums = new int[shrink.isNone() ? 0 : width * pixels.channels];
  }

  @Override
  public void row(byte[] samples) {
    taken++;
    if (shrink.isNone()) {
      System.arraycopy(samples, 0, shrunk, written, width * pixels.channels);
      written += width * pixels.channels;
      return;
    }
    if (pixels.alpha) {
      addWeighted(samples);
    } else {
      addPlain(samples);
    }
    pending++;
    if (pending == shrink.y() || taken == sourceHeight) {
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

  private void addPlain(byte[] samples) {
    int channels = pixels.channels;
    int in = 0;
    for (int x = 0; x < width; x++) {
      int end = Math.min(sourceWidth, (x + 1) * shrink.x()) * channels;
      int out = x * channels;
      while (in < end) {
        for (int c = 0; c < channels; c++) {
          sums[out + c] += samples[in++] & 0xff;
        }
      }
    }
  }

  private void addWeighted(byte[] samples) {
    int channels = pixels.channels;
    int in = 0;
    for (int x = 0; x < width; x++) {
      int end = Math.min(sourceWidth, (x + 1) * shrink.x()) * channels;
      int out = x * channels;
      for (; in < end; in += channels) {
        int alpha = samples[in + channels - 1] & 0xff;
        for (int c = 0; c < channels - 1; c++) {
          sums[out + c] += (samples[in + c] & 0xff) * alpha;
        }
        sums[out + channels - 1] += alpha;
      }
    }
  }

  private void flush() {
    int channels = pixels.channels;
    for (int x = 0; x < width; x++) {
      int columns = Math.min(shrink.x(), sourceWidth - x * shrink.x());
      int area = columns * pending;
      int at = x * channels;
      int alpha = pixels.alpha ? sums[at + channels - 1] : area;
      for (int c = 0; c < pixels.colours(); c++) {
        shrunk[written + at + c] = (byte) (alpha == 0 ? 0 : (sums[at + c] + alpha / 2) / alpha);
      }
      if (pixels.alpha) {
        shrunk[written + at + channels - 1] = (byte) ((alpha + area / 2) / area);
      }
    }
    written += sums.length;
    pending = 0;
    Arrays.fill(sums, 0);
  }
}
