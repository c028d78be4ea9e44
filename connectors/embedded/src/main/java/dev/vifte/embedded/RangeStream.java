package dev.vifte.embedded;

import dev.vifte.object.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A range of a file as a stream. Used by one thread.
final class RangeStream extends InputStream {
  private final FileChannel channel;
  private long position;
  private long left;

  RangeStream(FileChannel channel, ByteRange range, long size) {
    this.channel = channel;
    this.position = range.from();
    this.left = range.length(size);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int read = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, left)), position);
    position += Math.max(read, 0);
    left -= Math.max(read, 0);
    return read;
  }

  @Override
  public int available() {
    return (int) Math.min(left, Integer.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
