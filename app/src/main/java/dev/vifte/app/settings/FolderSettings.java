package dev.vifte.app.settings;

import java.nio.file.Path;
import java.util.List;

/// Folders that the operator fills. Each may be missing.
public record FolderSettings(Path pipelines, Path plugins) {
  static final Key<Path> PIPELINES =
      new Key<>(
          "pipelines",
          "pipelines",
          Form.PATH,
          "folder of pipeline files (*.yaml); the built-in `media` is there unless one is named so");
  static final Key<Path> PLUGINS =
      new Key<>("plugins", "plugins", Form.PATH, "folder of jars with stages of your own");
  static final List<Key<?>> KEYS = List.of(PIPELINES, PLUGINS);

  static FolderSettings read(Values values) {
    return new FolderSettings(values.get(PIPELINES), values.get(PLUGINS));
  }
}
