package dev.vifte.embedded;

import dev.vifte.Backend;
import dev.vifte.testkit.SubjectContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedSubjectTest extends SubjectContract {
  @TempDir Path folder;

  @Override
  protected Backend open() throws IOException {
    return Embedded.open(EmbeddedSettings.in(folder));
  }
}
