package dev.vifte.testkit.media;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The standard security handler of PDF, revisions 2 (40-bit RC4) and 3 (128-bit RC4): ISO 32000-1,
/// 7.6.3. Old and weak, which is why readers must still open it. Immutable.
final class PdfEncryption {
  private static final byte[] PADDING =
      HexFormat.of().parseHex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");
  private static final int ALL_ALLOWED = -4;

  private final int keyLength;
  private final byte[] fileId;
  private final byte[] owner;
  private final byte[] key;

  /// @param user opens the file; may be empty, then the file opens by itself
  /// @param bits 40 or 128
  PdfEncryption(String user, String ownerPassword, int bits, byte[] fileId) {
    if (bits != 40 && bits != 128) {
      throw new IllegalArgumentException("an RC4 key has 40 or 128 bits here, not " + bits);
    }
    this.keyLength = bits / 8;
    this.fileId = fileId.clone();
    this.owner = ownerEntry(padded(ownerPassword), padded(user));
    this.key = fileKey(padded(user));
  }

  private boolean strong() {
    return keyLength > 5;
  }

  private static byte[] padded(String password) {
    byte[] given = password.getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(new Bytes().add(given).add(PADDING).toArray(), PADDING.length);
  }

  /// Algorithm 3.
  private byte[] ownerEntry(byte[] ownerPassword, byte[] user) {
    byte[] hash = md5(ownerPassword);
    for (int i = 0; strong() && i < 50; i++) {
      hash = md5(hash);
    }
    return rounds(Arrays.copyOf(hash, keyLength), user);
  }

  /// Algorithm 2.
  private byte[] fileKey(byte[] user) {
    byte[] hash = md5(new Bytes().add(user).add(owner).u32le(ALL_ALLOWED).add(fileId).toArray());
    for (int i = 0; strong() && i < 50; i++) {
      hash = md5(Arrays.copyOf(hash, keyLength));
    }
    return Arrays.copyOf(hash, keyLength);
  }

  /// Algorithms 4 and 5.
  private byte[] userEntry() {
    byte[] secret = strong() ? md5(new Bytes().add(PADDING).add(fileId).toArray()) : PADDING;
    return Arrays.copyOf(rounds(key, secret), PADDING.length);
  }

  private byte[] rounds(byte[] with, byte[] data) {
    byte[] result = data;
    for (int round = 0; round < (strong() ? 20 : 1); round++) {
      byte[] roundKey = with.clone();
      for (int i = 0; i < roundKey.length; i++) {
        roundKey[i] ^= (byte) round;
      }
      result = rc4(roundKey, result);
    }
    return result;
  }

  /// Algorithm 1: what the object with this number holds in place of `plain`.
  byte[] encrypt(int object, byte[] plain) {
    var seed = new Bytes().add(key).u8(object).u8(object >>> 8).u8(object >>> 16).u16(0);
    return rc4(Arrays.copyOf(md5(seed.toArray()), Math.min(keyLength + 5, 16)), plain);
  }

  /// The value of /Encrypt.
  String dictionary() {
    return "<< /Filter /Standard /V %d /R %d /Length %d /P %d /O <%s> /U <%s> >>"
        .formatted(
            strong() ? 2 : 1,
            strong() ? 3 : 2,
            keyLength * 8,
            ALL_ALLOWED,
            HexFormat.of().formatHex(owner),
            HexFormat.of().formatHex(userEntry()));
  }

  static byte[] md5(byte[] data) {
    try {
      return MessageDigest.getInstance("MD5").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static byte[] rc4(byte[] key, byte[] data) {
    int[] s = schedule(key);
    byte[] out = data.clone();
    int j = 0;
    for (int n = 0; n < out.length; n++) {
      int i = (n + 1) & 255;
      j = (j + s[i]) & 255;
      swap(s, i, j);
      out[n] ^= (byte) s[(s[i] + s[j]) & 255];
    }
    return out;
  }

  private static int[] schedule(byte[] key) {
    int[] s = new int[256];
    Arrays.setAll(s, i -> i);
    int j = 0;
    for (int i = 0; i < 256; i++) {
      j = (j + s[i] + (key[i % key.length] & 255)) & 255;
      swap(s, i, j);
    }
    return s;
  }

  private static void swap(int[] s, int i, int j) {
    int held = s[i];
    s[i] = s[j];
    s[j] = held;
  }
}
