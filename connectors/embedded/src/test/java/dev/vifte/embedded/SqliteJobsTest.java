package dev.vifte.embedded;

import dev.vifte.job.JobStore;
import dev.vifte.testkit.JobStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteJobsTest extends JobStoreContract {
  private final Opened opened = new Opened();

  @TempDir Path folder;

  @Override
  protected JobStore open() throws IOException {
    return opened.below(folder, EmbeddedSettings.DEFAULT_QUEUE_BYTES).jobs();
  }

  @AfterEach
  void close() throws IOException {
    opened.close();
  }
}
