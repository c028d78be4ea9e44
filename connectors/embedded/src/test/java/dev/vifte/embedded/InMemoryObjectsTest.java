package dev.vifte.embedded;

import dev.vifte.object.ObjectStore;
import dev.vifte.testkit.ObjectStoreContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

final class InMemoryObjectsTest extends ObjectStoreContract {
  private final Opened opened = new Opened();

  @Override
  protected ObjectStore open() throws IOException {
    return opened.inMemory(EmbeddedSettings.DEFAULT_QUEUE_BYTES).objects();
  }

  @AfterEach
  void close() throws IOException {
    opened.close();
  }
}
