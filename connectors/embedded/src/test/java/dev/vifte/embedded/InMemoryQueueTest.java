package dev.vifte.embedded;

import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.WorkQueueContract;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

final class InMemoryQueueTest extends WorkQueueContract {
  private final Opened opened = new Opened();

  @Override
  protected WorkQueue open(long maxBytes) throws IOException {
    return opened.inMemory(maxBytes).queue();
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
