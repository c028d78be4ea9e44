package dev.vifte.encrypt;

import dev.vifte.object.ObjectKey;
import java.util.Optional;

/// Which key encrypts what. Safe for use by many threads.
public interface EncryptionKeys {
  /// The key under which an object is stored from now on; empty for one that is not encrypted.
  Optional<EncryptionKey> current(ObjectKey object);

  /// A key of the owner of an object, current or older.
  Optional<EncryptionKey> find(ObjectKey object, String id);
}
