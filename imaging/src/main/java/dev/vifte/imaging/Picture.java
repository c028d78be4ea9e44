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
}
