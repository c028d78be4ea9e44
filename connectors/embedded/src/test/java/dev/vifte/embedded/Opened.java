package dev.vifte.embedded;

import dev.vifte.Backend;
import dev.vifte.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Backends of one test, closed together.
final class Opened implements AutoCloseable {
  private final List<Backend> backends = new ArrayList<>();
  final ManualClock clock = new ManualClock();

  Backend in(Path folder) throws IOException {
    return with(EmbeddedSettings.in(folder));
  }

  /// One of its own in a folder, however often it is called.
  Backend below(Path folder, long maxBytes) throws IOException {
    return with(
        EmbeddedSettings.in(folder.resolve("store-" + backends.size())).maxQueueBytes(maxBytes));
  }

  Backend inMemory(long maxBytes) throws IOException {
    return with(EmbeddedSettings.inMemory().maxQueueBytes(maxBytes));
  }

  @Override
  public void close() throws IOException {
    for (Backend each : backends) {
      each.close();
    }
  }

  private Backend with(EmbeddedSettings settings) throws IOException {
    Backend backend = Embedded.open(settings.clock(clock));
    backends.add(backend);
    return backend;
  }
}
