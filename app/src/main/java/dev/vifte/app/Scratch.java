package dev.vifte.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where this user's caches lie: what child JVMs learn once, such as the list of fonts.
public final class Scratch {
  private Scratch() {}

  /// `XDG_CACHE_HOME/vifte` or `~/.cache/vifte`; the folder for temporary files when the home
  /// cannot be written.
  public static Path of(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("user.home", "."));
    Path cache =
        Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
            .map(Path::of)
            .orElse(home.resolve(".cache"));
    boolean usable = Files.isWritable(cache) || (!Files.exists(cache) && Files.isWritable(home));
    return (usable ? cache : Path.of(System.getProperty("java.io.tmpdir"))).resolve("vifte");
  }
}
