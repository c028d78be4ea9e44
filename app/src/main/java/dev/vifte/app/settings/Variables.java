package dev.vifte.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings from environment variables: `VIFTE_S3_SECRET_KEY` holds the value itself, and
/// `VIFTE_S3_SECRET_KEY_FILE` names a file that does, as secrets of containers come.
final class Variables {
  static final String IN_FILE = "_FILE";

  private Variables() {}

  static Optional<Given> read(Key<?> key, Map<String, String> environment, List<String> mistakes) {
    String text = environment.get(key.variable());
    if (text != null) {
      return Optional.of(new Given(text, key.variable()));
    }
    String variable = key.variable() + IN_FILE;
    String file = environment.get(variable);
    return file == null || file.isBlank() ? Optional.empty() : content(file, variable, mistakes);
  }

  private static Optional<Given> content(String file, String variable, List<String> mistakes) {
    try {
      return Optional.of(new Given(Files.readString(Path.of(file)).strip(), variable));
    } catch (IOException | RuntimeException e) {
      mistakes.add("%s: the file '%s' cannot be read (%s)".formatted(variable, file, e));
      return Optional.empty();
    }
  }
}
