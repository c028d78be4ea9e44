package dev.vifte.imaging;

import dev.vifte.imaging.inflate.Inflate;
import dev.vifte.imaging.inflate.Stretches;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/// Inflates the IDAT chunks of a PNG and undoes the row filters. Checksums of the chunks are not
/// verified: that of the whole stream and the row count are.
final class PngScanlines {
  private static final int IDAT = 0x49444154;

  private final ByteBuffer file;
  private final PngFile.Head head;
  private final Inflate data;
  private final int reach;
  private PngFilters filters;
  private int rowBytes;

  PngScanlines(byte[] file, long data, PngFile.Head head) {
    this.file = ByteBuffer.wrap(file).position((int) Math.min(data, file.length));
    this.head = head;
    this.reach = Math.max(1, head.channels() * head.depth() / 8);
    this.data = new Inflate(file, this::chunk, 1 + head.rowBytes(head.width()));
    this.filters = new PngFilters(reach, 0);
  }

  /// A picture, or pass of one, with rows of this many pixels comes next.
  void begin(int pixels) {
    rowBytes = head.rowBytes(pixels);
    filters = new PngFilters(reach, rowBytes);
  }

  /// The next row, unfiltered; valid until the next call.
  byte[] next() throws IOException {
    try {
      int from = data.take(1 + rowBytes);
      return filters.undo(data.window(), from);
    } catch (DataFormatException garbled) {
      throw damaged(garbled);
    } catch (EOFException early) {
      throw ImageRefused.truncated(ImageFormat.PNG, early);
    }
  }

  /// To be called after the last row.
  void end() throws IOException {
    try {
      data.end();
    } catch (DataFormatException garbled) {
      throw damaged(garbled);
    }
  }

  private static ImageRefused damaged(DataFormatException garbled) {
    return new ImageRefused(
        ImageRefused.Reason.CORRUPT,
        "The PNG file is damaged: its picture data cannot be inflated; save it again",
        garbled);
  }

  /// The data of the next chunk that has some.
  private Stretches.Stretch chunk() {
    while (file.remaining() >= 8) {
      int length = file.getInt();
      if (file.getInt() != IDAT || length < 0) {
        file.position(file.limit());
        break;
      }
      int from = file.position();
      int to = from + Math.min(length, file.remaining());
      file.position(Math.min(to + 4, file.limit()));
      if (to > from) {
        return new Stretches.Stretch(from, to);
      }
    }
    return Stretches.Stretch.NONE;
  }
}
