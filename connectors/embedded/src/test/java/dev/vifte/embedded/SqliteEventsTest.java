package dev.vifte.embedded;

import dev.vifte.event.EventLog;
import dev.vifte.testkit.EventLogContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteEventsTest extends EventLogContract {
  private final Opened opened = new Opened();

  @TempDir Path folder;

  @Override
  protected EventLog open() throws IOException {
    return opened.below(folder, EmbeddedSettings.DEFAULT_QUEUE_BYTES).events();
  }

  @AfterEach
  void close() throws IOException {
    opened.close();
  }
}
