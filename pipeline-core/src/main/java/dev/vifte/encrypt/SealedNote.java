package dev.vifte.encrypt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vifte.object.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// The note of an encrypted object: `enc1:<id of the key>:<base64 of nonce and text>`. It is
/// deflated first, as stores have little room for notes.
final class SealedNote {
  private static final String START = "enc1:";

  private SealedNote() {}

  static boolean isOne(String note) {
    return note.startsWith(START);
  }

  static String seal(String note, ObjectKey place, EncryptionKey key, RandomGenerator random) {
    byte[] nonce = new byte[Aead.NONCE];
    random.nextBytes(nonce);
    byte[] text = Aead.encrypt(key.secret(), nonce, about(place), deflated(note));
    var all = new ByteArrayOutputStream();
    all.writeBytes(nonce);
    all.writeBytes(text);
    return START + key.id() + ":" + Base64.getEncoder().encodeToString(all.toByteArray());
  }

  /// @throws IOException when its key is not there, or it was changed
  static String open(String sealed, ObjectKey place, EncryptionKeys keys) throws IOException {
    String[] parts = sealed.split(":", 3);
    if (parts.length < 3) {
      throw new IOException("the note of %s was cut off".formatted(place));
    }
    EncryptionKey key =
        keys.find(place, parts[1])
            .orElseThrow(() ->
                new IOException(
                    "the note of %s is encrypted under the key '%s', which is not in the file of keys"
                        .formatted(place, parts[1])));
    byte[] all = bytes(parts[2], place);
    byte[] nonce = Arrays.copyOf(all, Aead.NONCE);
    byte[] text = Arrays.copyOfRange(all, Aead.NONCE, all.length);
    byte[] plain = Aead.decrypt(key.secret(), nonce, about(place), text);
    try (var inflated = new InflaterInputStream(new ByteArrayInputStream(plain))) {
      return new String(inflated.readAllBytes(), UTF_8);
    }
  }

  private static byte[] bytes(String base64, ObjectKey place) throws IOException {
    try {
      byte[] all = Base64.getDecoder().decode(base64);
      if (all.length >= Aead.NONCE + Aead.TAG) {
        return all;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("the note of %s was changed".formatted(place), e);
    }
    throw new IOException("the note of %s was cut off".formatted(place));
  }

  private static byte[] deflated(String note) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(note.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /// Another use of the same key than that of envelopes.
  private static byte[] about(ObjectKey place) {
    return ("note:" + place).getBytes(UTF_8);
  }
}
