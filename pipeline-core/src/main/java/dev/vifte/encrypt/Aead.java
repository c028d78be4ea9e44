package dev.vifte.encrypt;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256-GCM of what fits into memory.
final class Aead {
  static final int NONCE = 12;
  static final int TAG = 16;

  private Aead() {}

  static byte[] encrypt(SecretKey key, byte[] nonce, byte[] about, byte[] plain) {
    try {
      return run(Cipher.ENCRYPT_MODE, key, nonce, about, plain);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES/GCM/NoPadding", e);
    }
  }

  /// @throws IOException when the text was not encrypted so, or was changed
  static byte[] decrypt(SecretKey key, byte[] nonce, byte[] about, byte[] text) throws IOException {
    try {
      return run(Cipher.DECRYPT_MODE, key, nonce, about, text);
    } catch (GeneralSecurityException e) {
      throw new IOException("it was changed, or belongs to another key", e);
    }
  }

  private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] about, byte[] text)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(about);
    return cipher.doFinal(text);
  }
}
