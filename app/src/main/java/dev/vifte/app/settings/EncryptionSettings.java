package dev.vifte.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Whose objects are encrypted in their store.
public record EncryptionSettings(Optional<Path> keys) {
  static final Key<Optional<Path>> KEYS_FILE =
      new Key<>(
          "encryption.keys-file",
          "",
          Form.optionalPath(),
          "file of keys; the objects of each tenant that has one there are encrypted. The same for"
              + " all nodes. Keep it: without it nothing is read again");
  static final List<Key<?>> KEYS = List.of(KEYS_FILE);

  static EncryptionSettings read(Values values) {
    return new EncryptionSettings(values.get(KEYS_FILE));
  }
}
