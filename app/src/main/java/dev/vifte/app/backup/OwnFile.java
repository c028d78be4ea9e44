package dev.vifte.app.backup;

import dev.vifte.app.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file of this machine without which a store that comes back is of little use.
///
/// @param part its name in a backup
/// @param holds in words
record OwnFile(String part, Path file, String holds) {
  static List<OwnFile> of(Settings settings) {
    return List.of(
        new OwnFile(
            "files/subjects.key", settings.subjects().keyFile(), "the keys of data subjects"),
        new OwnFile("files/keys", settings.http().keysFile(), "the API keys"));
  }

  /// Puts it back where none is; what is there is not touched.
  ///
  /// @return what was done, for people; empty when the backup does not hold it
  Optional<String> restore(SetReader from) throws IOException {
    if (!from.has(part)) {
      return Optional.empty();
    }
    if (Files.exists(file)) {
      return Optional.of("%s in %s stay as they are".formatted(holds, file));
    }
    Path place = Files.createFile(file, OwnerOnly.file(file.toAbsolutePath()));
    try (InputStream bytes = from.open(part)) {
      Files.write(place, bytes.readAllBytes());
    }
    return Optional.of("%s are back in %s".formatted(holds, file));
  }
}
