package dev.vifte.ingest;

import dev.vifte.object.MediaType;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of an upload on their way to the store: looked at before anything is stored, cut off
/// when there are more than allowed. Used by one thread.
final class Incoming extends FilterInputStream {
  private static final int HEAD = 4096;

  private final long limit;
  private final MediaType type;
  private final boolean empty;
  private long read;

  /// The stream went past its limit; nothing of it is stored.
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(long limit) {
      super("more than " + limit + " bytes");
    }
  }

  private Incoming(InputStream in, byte[] head, long limit) {
    super(in);
    this.limit = limit;
    this.type = Sniffer.sniff(head);
    this.empty = head.length == 0;
  }

  static Incoming of(InputStream bytes, long limit) throws IOException {
    var buffered = new BufferedInputStream(bytes, 2 * HEAD);
    buffered.mark(HEAD);
    byte[] head = buffered.readNBytes(HEAD);
    buffered.reset();
    return new Incoming(buffered, head, limit);
  }

  boolean empty() {
    return empty;
  }

  MediaType type() {
    return type;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int some = super.read(target, offset, length);
    count(Math.max(0, some));
    return some;
  }

  @Override
  public void close() {
    // whoever opened the upload closes it
  }

  private void count(int more) throws IOException {
    read += more;
    if (read > limit) {
      throw new TooLong(limit);
    }
  }
}
