package dev.vifte.embedded;

import dev.vifte.object.ObjectStore;
import dev.vifte.testkit.ObjectStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class FolderObjectsTest extends ObjectStoreContract {
  private final Opened opened = new Opened();

  @TempDir Path folder;

  @Override
  protected ObjectStore open() throws IOException {
    return opened.below(folder, EmbeddedSettings.DEFAULT_QUEUE_BYTES).objects();
  }

  @AfterEach
  void close() throws IOException {
    opened.close();
  }
}
