package dev.vifte.imaging;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/// A [Splice] as an Image I/O stream. Every read asks the deadline and gives at most 4 KiB, so that
/// a decoder in native code is asked often too. Memory only: no cache file.
final class SpliceInput extends ImageInputStreamImpl {
  private static final int STEP = 4096;

  private final Splice splice;
  private final Deadline deadline;

  SpliceInput(Splice splice, Deadline deadline) {
    this.splice = splice;
    this.deadline = deadline;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    checkClosed();
    deadline.check();
    bitOffset = 0;
    if (count == 0) {
      return 0;
    }
    int got = splice.read(streamPos, target, offset, Math.min(count, STEP));
    streamPos += Math.max(0, got);
    return got;
  }

  @Override
  public long length() {
    return splice.length();
  }
}
