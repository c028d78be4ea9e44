package dev.vifte.imaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates the IDAT chunks of a PNG and undoes the row filters (ISO/IEC 15948 clause 9). Checksums
/// of the data are not verified: zlib's own check and the row count are.
final class PngScanlines implements AutoCloseable {
  private static final int IDAT = 0x49444154;

  private final ByteBuffer file;
  private final PngFile.Head head;
  private final Inflater inflater = new Inflater();
  private final int reach;
  private byte[] line = {};
  private byte[] above = {};
  private final byte[] filter = new byte[1];

  PngScanlines(byte[] file, long data, PngFile.Head head) {
    this.file = ByteBuffer.wrap(file).position((int) Math.min(data, file.length));
    this.head = head;
    this.reach = Math.max(1, head.channels() * head.depth() / 8);
  }

  /// A picture, or pass of one, with rows of this many pixels comes next.
  void begin(int pixels) {
    line = new byte[head.rowBytes(pixels)];
    above = new byte[line.length];
  }

  /// The next row, unfiltered; valid until the next call.
  byte[] next() throws IOException {
    byte[] swapped = above;
    above = line;
    line = swapped;
    inflate(filter);
    inflate(line);
    unfilter(filter[0]);
    return line;
  }

  private void inflate(byte[] target) throws IOException {
    int have = 0;
    try {
      while (have < target.length) {
        int got = inflater.inflate(target, have, target.length - have);
        have += got;
        if (got == 0) {
          feed();
        }
      }
    } catch (DataFormatException garbled) {
      throw new ImageRefused(
          ImageRefused.Reason.CORRUPT,
          "The PNG file is damaged: its picture data cannot be inflated; save it again",
          garbled);
    }
  }

  private void feed() throws ImageRefused {
    if (inflater.finished() || inflater.needsDictionary()) {
      throw ImageRefused.corrupt(ImageFormat.PNG, "it has less picture data than its header says");
    }
    if (file.remaining() < 8) {
      throw ImageRefused.truncated(ImageFormat.PNG);
    }
    int length = file.getInt();
    if (file.getInt() != IDAT || length < 0) {
      throw ImageRefused.truncated(ImageFormat.PNG);
    }
    int present = Math.min(length, file.remaining());
    inflater.setInput(file.array(), file.position(), present);
    file.position(file.position() + Math.min(present + 4, file.remaining()));
  }

  private void unfilter(int kind) throws ImageRefused {
    switch (kind) {
      case 0 -> {
        // stored as it is
      }
      case 1 -> sub();
      case 2 -> up();
      case 3 -> average();
      case 4 -> paeth();
      default -> throw ImageRefused.corrupt(ImageFormat.PNG, "a row has an unknown filter");
    }
  }

  private void sub() {
    for (int i = reach; i < line.length; i++) {
      line[i] = (byte) (line[i] + line[i - reach]);
    }
  }

  private void up() {
    for (int i = 0; i < line.length; i++) {
      line[i] = (byte) (line[i] + above[i]);
    }
  }

  private void average() {
    for (int i = 0; i < line.length; i++) {
      int left = i < reach ? 0 : line[i - reach] & 0xff;
      line[i] = (byte) (line[i] + (left + (above[i] & 0xff)) / 2);
    }
  }

  private void paeth() {
    int first = Math.min(reach, line.length);
    for (int i = 0; i < first; i++) {
      line[i] = (byte) (line[i] + above[i]);
    }
    for (int i = reach; i < line.length; i++) {
      int left = line[i - reach] & 0xff;
      int up = above[i] & 0xff;
      int corner = above[i - reach] & 0xff;
      line[i] = (byte) (line[i] + nearest(left, up, corner));
    }
  }

  private static int nearest(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
