package dev.vifte.erase;

import dev.vifte.Json;
import dev.vifte.job.Subject;
import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/// Knows people by the hashes of their names. The first node of an installation notes which key it
/// has; one with another is refused, for it would not find what was named under the first. Safe for
/// use by many threads.
final class People {
  private static final ObjectKey NOTE = new ObjectKey("erased/key.json");
  private static final MediaType JSON = new MediaType("application/json");

  private final ObjectStore objects;
  private final ErasureSettings.Keyring keyring;
  private volatile Optional<SubjectKey> checked = Optional.empty();

  private record Note(int format, String fingerprint) {}

  People(ObjectStore objects, ErasureSettings.Keyring keyring) {
    this.objects = objects;
    this.keyring = keyring;
  }

  Subject named(TenantId tenant, String name) throws IOException {
    return key().of(tenant, name);
  }

  private SubjectKey key() throws IOException {
    if (checked.isEmpty()) {
      SubjectKey mine =
          keyring
              .key()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "data subjects cannot be named here, as this node has no key for them; set"
                          + " subjects.secret"));
      check(mine);
      checked = Optional.of(mine);
    }
    return checked.orElseThrow();
  }

  private void check(SubjectKey mine) throws IOException {
    byte[] note = Json.bytes(new Note(1, mine.fingerprint()));
    objects.put(NOTE, new ByteArrayInputStream(note), PutOptions.once(JSON));
    try (var there = objects.open(NOTE, ByteRange.ALL)) {
      Note first = Json.read(there.stream().readAllBytes(), Note.class);
      if (!first.fingerprint().equals(mine.fingerprint())) {
        throw new IOException(
            "this node has another key for data subjects than the first node had; give all the same"
                + " (subjects.secret), or what they name is not found again");
      }
    }
  }
}
