package dev.vifte.embedded;

import dev.vifte.encrypt.EncryptedObjects;
import dev.vifte.encrypt.EncryptionKey;
import dev.vifte.encrypt.EncryptionKeys;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectStore;
import dev.vifte.testkit.ObjectStoreContract;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/// An encrypted store is a store like any other.
final class EncryptedObjectsTest extends ObjectStoreContract {
  private static final EncryptionKey KEY_OF_ALL = EncryptionKey.of("first", new byte[32]);

  private final Opened opened = new Opened();

  @Override
  protected ObjectStore open() throws IOException {
    ObjectStore plain = opened.inMemory(EmbeddedSettings.DEFAULT_QUEUE_BYTES).objects();
    return new EncryptedObjects(plain, new Everything(), new SecureRandom());
  }

  private record Everything() implements EncryptionKeys {
    @Override
    public Optional<EncryptionKey> current(ObjectKey object) {
      return Optional.of(KEY_OF_ALL);
    }

    @Override
    public Optional<EncryptionKey> find(ObjectKey object, String id) {
      return Optional.of(KEY_OF_ALL).filter(key -> key.id().equals(id));
    }
  }

  @AfterEach
  void close() throws IOException {
    opened.close();
  }
}
