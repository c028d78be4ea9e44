package dev.vifte.encrypt;

import java.io.IOException;
import java.io.InputStream;

/// What an encrypted object holds, from the beginning of a chunk on. Gives no byte that was not
/// verified. Closes what it reads.
final class DecryptingStream extends InputStream {
  private static final byte[] NOTHING = {};

  private final InputStream text;
  private final Envelope envelope;
  private final long chunks;
  private long chunk;
  private byte[] out = NOTHING;
  private int at;
  private long left;

  /// @param text behind the head, from a chunk's beginning on
  /// @param chunk its number
  /// @param chunks of the whole object
  DecryptingStream(InputStream text, Envelope envelope, long chunk, long chunks, Span part) {
    this.text = text;
    this.envelope = envelope;
    this.chunk = chunk;
    this.chunks = chunks;
    this.at = part.skip();
    this.left = part.length();
  }

  /// What is wanted.
  ///
  /// @param skip bytes of the first chunk that are not
  record Span(int skip, long length) {}

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    if (at >= out.length) {
      decrypt();
    }
    int count = (int) Math.min(Math.min(length, left), out.length - at);
    System.arraycopy(out, at, target, offset, count);
    at += count;
    left -= count;
    return count;
  }

  private void decrypt() throws IOException {
    int skip = at - out.length;
    byte[] next = text.readNBytes(Envelope.CHUNK + Aead.TAG);
    boolean last = chunk == chunks - 1;
    out = Aead.decrypt(envelope.dataKey(), envelope.nonce(chunk, last), NOTHING, next);
    at = skip;
    chunk++;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
