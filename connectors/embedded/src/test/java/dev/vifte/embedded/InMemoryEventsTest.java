package dev.vifte.embedded;

import dev.vifte.event.EventLog;
import dev.vifte.testkit.EventLogContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

final class InMemoryEventsTest extends EventLogContract {
  private final Opened opened = new Opened();

  @Override
  protected EventLog open() throws IOException {
    return opened.inMemory(EmbeddedSettings.DEFAULT_QUEUE_BYTES).events();
  }

  @AfterEach
  void close() throws IOException {
    opened.close();
  }
}
