package dev.vifte.embedded;

import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.WorkQueueContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteQueueTest extends WorkQueueContract {
  private final Opened opened = new Opened();

  @TempDir Path folder;

  @Override
  protected WorkQueue open(long maxBytes) throws IOException {
    return opened.below(folder, maxBytes).queue();
  }

  @Override
  protected void advance(Duration by) {
    opened.clock.advance(by);
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(30);
  }

  @AfterEach
  void close() throws IOException {
    opened.close();
  }
}
