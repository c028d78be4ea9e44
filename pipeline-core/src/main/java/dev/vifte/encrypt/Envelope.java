package dev.vifte.encrypt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vifte.object.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The first bytes of an encrypted object: which key encrypts its own key, and that key, encrypted
/// and bound to the place of the object. Behind it come chunks, each with a tag; the nonce of a
/// chunk counts and tells which is the last, so none can be left out, moved or cut off.
///
/// `magic 8 | length of id 1 | id 32 | nonce 12 | encrypted key 48 | nonce of chunks 7 | zeros`
///
/// @param keyId of the [EncryptionKey]
/// @param dataKey of this object alone
/// @param prefix of the nonces of its chunks
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(String keyId, SecretKey dataKey, byte[] prefix) {
  static final int LENGTH = 128;
  static final int CHUNK = 1 << 16;

  private static final byte[] MAGIC = "VIFTENC1".getBytes(US_ASCII);
  private static final int ID = 32;
  private static final int DATA_KEY = 32;
  private static final int PREFIX = 7;

  static Envelope fresh(EncryptionKey key, RandomGenerator random) {
    return new Envelope(
        key.id(), new SecretKeySpec(bytes(random, DATA_KEY), "AES"), bytes(random, PREFIX));
  }

  byte[] seal(EncryptionKey key, ObjectKey place, RandomGenerator random) {
    byte[] nonce = bytes(random, Aead.NONCE);
    byte[] wrapped = Aead.encrypt(key.secret(), nonce, about(place), dataKey.getEncoded());
    byte[] id = keyId.getBytes(US_ASCII);
    return ByteBuffer.allocate(LENGTH)
        .put(MAGIC)
        .put((byte) id.length)
        .put(Arrays.copyOf(id, ID))
        .put(nonce)
        .put(wrapped)
        .put(prefix)
        .array();
  }

  /// Whether these are the first bytes of an encrypted object.
  static boolean isOne(byte[] head) {
    return head.length == LENGTH && Arrays.equals(Arrays.copyOf(head, MAGIC.length), MAGIC);
  }

  /// The id of the key of an envelope.
  static String keyId(byte[] head) {
    int length = Math.clamp(head[MAGIC.length], 0, ID);
    return new String(head, MAGIC.length + 1, length, US_ASCII);
  }

  static Envelope open(byte[] head, EncryptionKey key, ObjectKey place) throws IOException {
    var fields = ByteBuffer.wrap(head).position(MAGIC.length + 1 + ID);
    byte[] nonce = next(fields, Aead.NONCE);
    byte[] wrapped = next(fields, DATA_KEY + Aead.TAG);
    byte[] dataKey = Aead.decrypt(key.secret(), nonce, about(place), wrapped);
    return new Envelope(key.id(), new SecretKeySpec(dataKey, "AES"), next(fields, PREFIX));
  }

  byte[] nonce(long chunk, boolean last) {
    return ByteBuffer.allocate(Aead.NONCE)
        .put(prefix)
        .putInt((int) chunk)
        .put((byte) (last ? 1 : 0))
        .array();
  }

  static long chunks(long plain) {
    return Math.max(1, Math.ceilDiv(plain, CHUNK));
  }

  /// Bytes of the object in an encrypted one of `size`.
  static long plain(long size) {
    long body = Math.max(Aead.TAG, size - LENGTH);
    return body - Math.ceilDiv(body, CHUNK + Aead.TAG) * Aead.TAG;
  }

  /// Where a chunk begins in the encrypted object.
  static long position(long chunk) {
    return LENGTH + chunk * (CHUNK + Aead.TAG);
  }

  private static byte[] next(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  private static byte[] about(ObjectKey place) {
    return place.value().getBytes(UTF_8);
  }

  private static byte[] bytes(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
