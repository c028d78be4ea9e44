package dev.vifte.imaging.encode;

/// Pixels without alpha, row after row: one byte each of gray, or red, green and blue. The array is
/// not copied and must not change while it is read.
///
/// @param width 1 to 65,535
/// @param height 1 to 65,535
/// @param channels 1 or 3
@SuppressWarnings("ArrayRecordComponent") // holds pixels, compared by nobody
public record Bitmap(int width, int height, int channels, byte[] samples) implements Source {
  public Bitmap {
    Source.requireSides(width, height);
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "a JPEG is written from 1 or 3 channels, not %d".formatted(channels));
    }
    if (samples.length != (long) width * height * channels) {
      throw new IllegalArgumentException(
          "%d x %d x %d samples were told, but there are %d"
              .formatted(width, height, channels, samples.length));
    }
  }

  /// Where row `y` begins; below the last one comes the last one again.
  int row(int y) {
    return Math.min(y, height - 1) * width * channels;
  }

  @Override
  public void luma(int y, float[] row) {
    if (channels == 1) {
      Colours.shifted(samples, row(y), width, row);
    } else {
      Colours.luma(this, y, row);
    }
  }

  @Override
  public void chroma(Sampling sampling, int y, float[] cb, float[] cr) {
    if (sampling == Sampling.HALF) {
      Colours.halfChroma(this, 2 * y, cb, cr);
    } else {
      Colours.chroma(this, y, cb, cr);
    }
  }
}
