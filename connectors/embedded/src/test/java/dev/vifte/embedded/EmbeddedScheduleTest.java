package dev.vifte.embedded;

import dev.vifte.Backend;
import dev.vifte.testkit.ScheduleContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedScheduleTest extends ScheduleContract {
  private final Opened opened = new Opened();

  @TempDir Path folder;

  @Override
  protected Backend open() throws IOException {
    return opened.below(folder, EmbeddedSettings.DEFAULT_QUEUE_BYTES);
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
