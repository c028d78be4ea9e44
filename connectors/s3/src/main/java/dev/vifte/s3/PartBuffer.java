package dev.vifte.s3;

import io.minio.Http;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// The bytes of one request: a whole small object or one part of a large one. As large as the
/// stream says at first, then grows with what comes, so that many small ones cost little; then used
/// again. Used by one thread.
final class PartBuffer {
  /// Ten thousand parts of this size are 83 GB, the largest object there can be.
  static final int SIZE = 8 << 20;

  private static final int LEAST = 8 << 10;
  private static final int MOST_AT_ONCE = 1 << 20;

  private byte[] bytes = new byte[0];
  private int length;

  /// Reads until it is full or the stream ends.
  ///
  /// @param digest of the whole object, which goes on with what is read
  /// @return whether the stream ended
  boolean fill(InputStream in, MessageDigest digest) throws IOException {
    if (bytes.length == 0) {
      bytes = new byte[Math.clamp(in.available() + 1L, LEAST, MOST_AT_ONCE)];
    }
    length = 0;
    int read = 0;
    while (read >= 0 && length < SIZE) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(SIZE, 2 * bytes.length));
      }
      read = in.read(bytes, length, bytes.length - length);
      digest.update(bytes, length, Math.max(read, 0));
      length += Math.max(read, 0);
    }
    return read < 0;
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  /// What a server needs to check the bytes: a CRC, and without TLS the SHA-256 that signs them.
  Http.Headers headers(boolean tls) {
    return headers(tls, tls ? "" : hex(sha256()));
  }

  /// As above, where the SHA-256 of these very bytes is known.
  Http.Headers headers(boolean tls, String sha256) {
    var headers = new Http.Headers();
    headers.put("x-amz-checksum-crc32c", crc32c());
    headers.put("x-amz-content-sha256", tls ? "UNSIGNED-PAYLOAD" : sha256);
    return headers;
  }

  String crc32c() {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    byte[] four = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(four);
  }

  private MessageDigest sha256() {
    MessageDigest digest = newSha256();
    digest.update(bytes, 0, length);
    return digest;
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest newSha256() {
    return digest("SHA-256");
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
