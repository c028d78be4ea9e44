package dev.vifte.imaging;

/// A part of a small picture, in whole pixels.
record Window(int left, int top, int width, int height) {
  Output of(Output picture) {
    int channels = picture.pixels().channels;
    byte[] part = new byte[width * height * channels];
    for (int y = 0; y < height; y++) {
      int from = ((top + y) * picture.width() + left) * channels;
      System.arraycopy(picture.samples(), from, part, y * width * channels, width * channels);
    }
    return new Output(picture.pixels(), width, height, part);
  }
}
