package dev.vifte.isolate;

import dev.vifte.Json;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;

/// One side of a pipe: JSON values, each behind a mark and its length. The mark is there because
/// native code may print to the same pipe.
final class Frames {
  /// Bytes of one value.
  static final int MOST = 8 << 20;

  private static final int MARK = 0x56664631;

  private final DataInputStream in;
  private final DataOutputStream out;

  Frames(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /// Sends a value that [#fits].
  void send(byte[] json) throws IOException {
    var frame = new byte[json.length + 2 * Integer.BYTES];
    ByteBuffer.wrap(frame).putInt(MARK).putInt(json.length).put(json);
    out.write(frame);
    out.flush();
  }

  static boolean fits(byte[] json) {
    return json.length <= MOST;
  }

  /// The next value.
  ///
  /// @throws java.io.EOFException when the other side is gone
  /// @throws StreamCorruptedException when what came is no frame
  byte[] next() throws IOException {
    int mark = in.readInt();
    int length = in.readInt();
    if (mark != MARK || length < 0 || length > MOST) {
      throw new StreamCorruptedException(
          "not a frame: mark %08x, length %d, at most %d".formatted(mark, length, MOST));
    }
    return in.readNBytes(length);
  }

  <T> T next(Class<T> type) throws IOException {
    try {
      return Json.read(next(), type);
    } catch (IllegalArgumentException e) {
      throw new StreamCorruptedException(e.getMessage());
    }
  }
}
