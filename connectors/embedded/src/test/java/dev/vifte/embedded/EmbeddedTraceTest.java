package dev.vifte.embedded;

import dev.vifte.Backend;
import dev.vifte.testkit.TraceContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedTraceTest extends TraceContract {
  @TempDir Path folder;

  @Override
  protected Backend open() throws IOException {
    return Embedded.open(EmbeddedSettings.in(folder));
  }
}
