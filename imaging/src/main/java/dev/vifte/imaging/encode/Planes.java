package dev.vifte.imaging.encode;

/// A picture in the colours of JFIF, brightness and the two colours each apart, the colours at half
/// the size along each side (rounded up), as most JPEGs have them: nothing has to be converted. The
/// arrays are not copied and must not change while they are read.
@SuppressWarnings("ArrayRecordComponent") // holds pixels, compared by nobody
public record Planes(int width, int height, byte[] luma, byte[] cb, byte[] cr) implements Source {
  public Planes {
    Source.requireSides(width, height);
    int colours = (width + 1) / 2 * ((height + 1) / 2);
    if (luma.length != width * height || cb.length != colours || cr.length != colours) {
      throw new IllegalArgumentException(
          "%d x %d pixels have planes of %d, %d and %d samples, which does not fit"
              .formatted(width, height, luma.length, cb.length, cr.length));
    }
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public void luma(int y, float[] row) {
    Colours.shifted(luma, Math.min(y, height - 1) * width, width, row);
  }

  /// @throws IllegalArgumentException when all colours are asked for
  @Override
  public void chroma(Sampling sampling, int y, float[] cbRow, float[] crRow) {
    if (sampling != Sampling.HALF) {
      throw new IllegalArgumentException("there are only half of the colours");
    }
    int half = (width + 1) / 2;
    int at = Math.min(y, (height - 1) / 2) * half;
    Colours.shifted(cb, at, half, cbRow);
    Colours.shifted(cr, at, half, crRow);
  }
}
