package dev.vifte.embedded;

import dev.vifte.job.JobStore;
import dev.vifte.testkit.JobStoreContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

final class InMemoryJobsTest extends JobStoreContract {
  private final Opened opened = new Opened();

  @Override
  protected JobStore open() throws IOException {
    return opened.inMemory(EmbeddedSettings.DEFAULT_QUEUE_BYTES).jobs();
  }

  @AfterEach
  void close() throws IOException {
    opened.close();
  }
}
