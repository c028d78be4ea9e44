package dev.vifte.imaging.encode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes one picture of 8 bits a sample as a PNG, a row at a time, with nothing in it but pixels:
///
/// ```java
/// try (var png = new PngWriter(width, height, 4, samples)) {
///   while (png.writeRow()) {
///     deadline.check();
///   }
///   return png.finish();
/// }
/// ```
///
/// Equal pixels give equal bytes with the same JDK. Holds seven rows, zlib's 256 KiB outside of the
/// heap, and the file. For one thread.
public final class PngWriter implements AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int LEVEL = 4;
  private static final int PIECE = 1 << 14;

  private final int width;
  private final int height;
  private final int channels;
  private final byte[] samples;
  private final RowFilters filters;
  private final Deflater deflater = new Deflater(LEVEL);
  private final byte[] piece = new byte[PIECE];
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int y;

  /// @param channels of a pixel: 1 gray, 2 gray and alpha, 3 red, green and blue, 4 with alpha
  /// @param samples row after row, alpha not multiplied in; not copied, must not change meanwhile
  public PngWriter(int width, int height, int channels, byte[] samples) {
    if (width < 1 || height < 1 || channels < 1 || channels > 4) {
      throw new IllegalArgumentException(
          "%d x %d pixels of %d channels are no PNG".formatted(width, height, channels));
    }
    if (samples.length != (long) width * height * channels) {
      throw new IllegalArgumentException(
          "%d x %d x %d samples were told, but there are %d"
              .formatted(width, height, channels, samples.length));
    }
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.samples = samples;
    this.filters = new RowFilters(channels, width * channels);
    out.writeBytes(SIGNATURE);
    chunk("IHDR", header());
  }

  private byte[] header() {
    byte[] types = {0, 4, 2, 6};
    return ByteBuffer.allocate(13)
        .putInt(width)
        .putInt(height)
        .put((byte) Byte.SIZE)
        .put(types[channels - 1])
        .array();
  }

  /// Writes the next row.
  ///
  /// @return false if there was none left
  public boolean writeRow() {
    if (y >= height) {
      return false;
    }
    deflater.setInput(filters.next(samples, y * width * channels));
    y++;
    while (!deflater.needsInput()) {
      deflate();
    }
    return true;
  }

  /// Ends the file.
  ///
  /// @return all of it
  /// @throws IllegalStateException when rows are left
  public byte[] finish() {
    if (y < height) {
      throw new IllegalStateException(
          "row %d of %d is not written yet; write every row first".formatted(y, height));
    }
    deflater.finish();
    while (!deflater.finished()) {
      deflate();
    }
    chunk("IEND", new byte[0]);
    return out.toByteArray();
  }

  private void deflate() {
    int length = deflater.deflate(piece);
    if (length > 0) {
      byte[] data = new byte[length];
      System.arraycopy(piece, 0, data, 0, length);
      chunk("IDAT", data);
    }
  }

  private void chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(name);
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }

  /// Gives back what zlib holds.
  @Override
  public void close() {
    deflater.end();
  }
}
