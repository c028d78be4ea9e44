package dev.vifte.encrypt;

import dev.vifte.Names;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key that encrypts the keys of objects. Its id stands in every object, in the clear.
public record EncryptionKey(String id, SecretKey secret) {
  private static final int BYTES = 32;

  public EncryptionKey {
    Names.require(id, "[A-Za-z0-9][A-Za-z0-9._-]{0,31}", "id of an encryption key");
  }

  /// The key of 32 bytes.
  ///
  /// @throws IllegalArgumentException when there are more or fewer
  public static EncryptionKey of(String id, byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException(
          "encryption key %s must have 32 bytes, not %d".formatted(id, secret.length));
    }
    return new EncryptionKey(id, new SecretKeySpec(secret, "AES"));
  }

  @Override
  public String toString() {
    return "key " + id;
  }
}
