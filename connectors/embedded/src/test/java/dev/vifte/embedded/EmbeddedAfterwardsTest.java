package dev.vifte.embedded;

import dev.vifte.Backend;
import dev.vifte.testkit.AfterwardsContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedAfterwardsTest extends AfterwardsContract {
  @TempDir Path folder;

  @Override
  protected Backend open() throws IOException {
    return Embedded.open(EmbeddedSettings.in(folder));
  }
}
