package dev.vifte.encrypt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.job.Wording;
import dev.vifte.object.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/// The words of one job as they are stored, encrypted under the key of its tenant and bound to the
/// job, and back. They begin with a character that no name of a file has.
final class SealedWords {
  private static final char START = '\u0001';
  private static final String FINDINGS = START + "findings";

  private final ObjectKey place;
  private final EncryptionKeys keys;

  SealedWords(TenantId tenant, JobId job, EncryptionKeys keys) {
    this.place = new ObjectKey("in").child(tenant.value()).child(job.value()).child("record");
    this.keys = keys;
  }

  /// Whether a text looks as one that was encrypted.
  static boolean isSealed(String text) {
    return text.indexOf(START) == 0 && SealedNote.isOne(text.substring(1));
  }

  /// Whether findings look as ones that were encrypted.
  static boolean areSealed(ObjectNode data) {
    return isSealed(data.path(FINDINGS).asText());
  }

  /// Whether the tenant has keys at all.
  boolean apply() {
    return keys.current(place).isPresent();
  }

  Wording sealing(RandomGenerator random) {
    EncryptionKey key =
        keys.current(place).orElseThrow(() -> new IllegalStateException("no key for " + place));
    return new Wording() {
      @Override
      public String text(String text) {
        return START + SealedNote.seal(text, place, key, random);
      }

      @Override
      public ObjectNode findings(ObjectNode data) {
        return Json.object().put(FINDINGS, text(data.toString()));
      }
    };
  }

  /// Throws [UncheckedIOException] where a key is missing.
  Wording opening() {
    return new Wording() {
      @Override
      public String text(String text) {
        return isSealed(text) ? opened(text.substring(1)) : text;
      }

      @Override
      public ObjectNode findings(ObjectNode data) {
        return areSealed(data)
            ? Json.read(
                text(data.path(FINDINGS).asText()).getBytes(StandardCharsets.UTF_8),
                ObjectNode.class)
            : data;
      }
    };
  }

  private String opened(String sealed) {
    try {
      return SealedNote.open(sealed, place, keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
