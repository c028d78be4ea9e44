package dev.vifte.app.command;

import dev.vifte.app.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--config`, for commands that read the configuration.
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file; vifte.yaml of this folder when it is there.")
  private Optional<Path> file = Optional.empty();

  Settings load(Context context) {
    return Settings.load(file, context.environment());
  }
}
