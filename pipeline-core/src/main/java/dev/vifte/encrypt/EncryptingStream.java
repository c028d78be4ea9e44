package dev.vifte.encrypt;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// An object as it is stored: its head, then its chunks, made as they are read. Counts and sums
/// what it encrypts. Does not close what it reads.
final class EncryptingStream extends InputStream {
  private static final byte[] NOTHING = {};

  private final InputStream plain;
  private final Envelope envelope;
  private final MessageDigest sum = sha256();
  private byte[] out;
  private int at;
  private byte[] next;
  private long chunk;
  private long size;
  private boolean ended;

  EncryptingStream(InputStream plain, Envelope envelope, byte[] head) throws IOException {
    this.plain = plain;
    this.envelope = envelope;
    this.out = head;
    this.next = plain.readNBytes(Envelope.CHUNK);
  }

  /// Bytes that were encrypted; all of them once it is read to the end.
  long size() {
    return size;
  }

  /// Of those bytes, once it is read to the end.
  String sha256Hex() {
    return HexFormat.of().formatHex(sum.digest());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (at == out.length && !ended) {
      encrypt();
    }
    if (at == out.length) {
      return -1;
    }
    int count = Math.min(length, out.length - at);
    System.arraycopy(out, at, target, offset, count);
    at += count;
    return count;
  }

  private void encrypt() throws IOException {
    byte[] now = next;
    next = now.length == Envelope.CHUNK ? plain.readNBytes(Envelope.CHUNK) : NOTHING;
    ended = next.length == 0;
    sum.update(now);
    size += now.length;
    out = Aead.encrypt(envelope.dataKey(), envelope.nonce(chunk, ended), NOTHING, now);
    at = 0;
    chunk++;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
