package dev.vifte.imaging;

/// A small picture on its way to the encoder: interleaved bytes.
@SuppressWarnings("ArrayRecordComponent") // holds pixels, compared by nobody
record Output(Pixels pixels, int width, int height, byte[] samples) implements Drawn {
  private static final int TILE = 32;

  Output with(Pixels newPixels, byte[] newSamples) {
    return new Output(newPixels, width, height, newSamples);
  }

  @Override
  public Output oriented(int orientation) {
    if (orientation == 1) {
      return this;
    }
    boolean swap = orientation > 4;
    int newWidth = swap ? height : width;
    byte[] turned = new byte[samples.length];
    for (int left = 0; left < width; left += TILE) {
      for (int y = 0; y < height; y++) {
        int from = target(orientation, left, y, newWidth);
        int step = target(orientation, left + 1, y, newWidth) - from;
        turn(y * width + left, Math.min(TILE, width - left), turned, from, step);
      }
    }
    return new Output(pixels, newWidth, swap ? width : height, turned);
  }

  @Override
  public Output toPixels() {
    return this;
  }

  /// `count` pixels from number `at` on become each `step`th one of the target.
  private void turn(int at, int count, byte[] target, int from, int step) {
    int channels = pixels.channels;
    for (int c = 0; c < channels; c++) {
      int in = at * channels + c;
      int out = from * channels + c;
      for (int i = 0; i < count; i++) {
        target[out] = samples[in];
        in += channels;
        out += step * channels;
      }
    }
  }

  private int target(int orientation, int x, int y, int newWidth) {
    int right = width - 1 - x;
    int bottom = height - 1 - y;
    return switch (orientation) {
      case 2 -> y * newWidth + right;
      case 3 -> bottom * newWidth + right;
      case 4 -> bottom * newWidth + x;
      case 5 -> x * newWidth + y;
      case 6 -> x * newWidth + bottom;
      case 7 -> right * newWidth + bottom;
      default -> right * newWidth + y;
    };
  }

  /// The samples as red, green, blue, alpha.
  byte[] rgba() {
    byte[] all = new byte[width * height * 4];
    boolean gray = pixels.colours() == 1;
    for (int i = 0, o = 0; o < all.length; i += pixels.channels, o += 4) {
      all[o] = samples[i];
      all[o + 1] = samples[gray ? i : i + 1];
      all[o + 2] = samples[gray ? i : i + 2];
      all[o + 3] = pixels.alpha ? samples[i + pixels.channels - 1] : (byte) 255;
    }
    return all;
  }

  /// Gray as red, green and blue; a copy.
  Output coloured() {
    if (pixels.alpha) {
      return with(Pixels.RGBA, rgba());
    }
    byte[] all = new byte[width * height * 3];
    for (int i = 0; i < all.length; i++) {
      all[i] = samples[i / 3];
    }
    return with(Pixels.RGB, all);
  }

  /// Laid on a colour.
  Output opaque(int rgb) {
    if (!pixels.alpha) {
      return this;
    }
    boolean gray = pixels.colours() == 1 && (rgb >> 8) == (rgb & 0xffff);
    Output from = gray || pixels.colours() == 3 ? this : with(Pixels.RGBA, rgba());
    return from.flat(rgb);
  }

  private Output flat(int rgb) {
    int colours = pixels.colours();
    byte[] flat = new byte[width * height * colours];
    for (int i = 0, o = 0; o < flat.length; i += pixels.channels, o += colours) {
      int alpha = samples[i + colours] & 0xff;
      for (int c = 0; c < colours; c++) {
        int paper = rgb >> (16 - 8 * c) & 0xff;
        int value = (samples[i + c] & 0xff) * alpha + paper * (255 - alpha);
        flat[o + c] = (byte) ((value + 127) / 255);
      }
    }
    return with(colours == 1 ? Pixels.GRAY : Pixels.RGB, flat);
  }

  /// On a larger sheet of a colour.
  Output padded(int margin, int rgb) {
    Pixels kind = pixels.alpha ? Pixels.RGBA : Pixels.RGB;
    int wide = width + 2 * margin;
    int high = height + 2 * margin;
    byte[] sheet = new byte[wide * high * kind.channels];
    for (int i = 0; i < sheet.length; i++) {
      int c = i % kind.channels;
      sheet[i] = (byte) (c == 3 ? 255 : rgb >> (16 - 8 * c));
    }
    byte[] inner = rgba();
    for (int i = 0; i < width * height; i++) {
      int at = (i / width + margin) * wide + i % width + margin;
      System.arraycopy(inner, i * 4, sheet, at * kind.channels, kind.channels);
    }
    return new Output(kind, wide, high, sheet);
  }
}
