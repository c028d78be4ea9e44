package dev.vifte.imaging;

/// Takes a decoded picture row by row. A decoder that can scale while decoding may begin with a
/// smaller size than the header's; all that is asked is that it is the same picture.
interface RowSink {
  /// Once, before the first row.
  void begin(int width, int height, Pixels pixels) throws ImageRefused;

  /// The next row: `width * channels` bytes. The array stays the decoder's.
  void row(byte[] samples) throws ImageRefused;
}
