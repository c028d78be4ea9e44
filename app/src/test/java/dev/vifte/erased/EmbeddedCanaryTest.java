package dev.vifte.erased;

import dev.vifte.Backend;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedCanaryTest extends CanaryContract {
  @TempDir private Path folder = Path.of("");

  @Override
  Backend open() throws IOException {
    return Embedded.open(EmbeddedSettings.in(folder));
  }

  @Override
  List<Path> folders() {
    return List.of(folder);
  }
}
