package dev.vifte.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a stream, in constant memory.
public final class Sha256 {
  private Sha256() {}

  /// 64 lower-case hex digits; reads the stream to its end.
  public static String of(InputStream bytes) throws IOException {
    try (var sink =
        new DigestOutputStream(
            OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      bytes.transferTo(sink);
      return HexFormat.of().formatHex(sink.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
