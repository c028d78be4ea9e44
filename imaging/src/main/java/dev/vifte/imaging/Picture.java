package dev.vifte.imaging;

/// Decoded and perhaps already averaged down: interleaved bytes, `pixels.channels` a pixel, no
/// padding.
///
/// @param shrunk by how much it was averaged down from its source
@SuppressWarnings("ArrayRecordComponent") // holds pixels, compared by nobody
record Picture(Pixels pixels, int width, int height, Shrink shrunk, byte[] samples) {
  int stride() {
    return width * pixels.channels;
  }

  /// A row as numbers, colours multiplied by alpha.
  void loadRow(int y, float[] row) {
    int from = y * stride();
    for (int i = 0; i < row.length; i++) {
      row[i] = samples[from + i] & 0xff;
    }
    if (pixels.alpha) {
      premultiply(row);
    }
  }

  private void premultiply(float[] row) {
    int channels = pixels.channels;
    for (int i = 0; i < row.length; i += channels) {
      float alpha = row[i + channels - 1] / 255;
      for (int c = 0; c < channels - 1; c++) {
        row[i + c] *= alpha;
      }
    }
  }
}
