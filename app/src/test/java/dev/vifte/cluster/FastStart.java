package dev.vifte.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The options with which `./vifte` starts fast, where it has prepared that.
public final class FastStart {
  private FastStart() {}

  /// None when nothing was prepared. Whether it fits the jar the JVM sees by itself.
  ///
  /// @param jar the first on the class path
  public static List<String> with(Path jar) throws IOException {
    Path folder = jar.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (var caches = Files.newDirectoryStream(folder, "start-*.aot")) {
      for (Path cache : caches) {
        return List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
      }
    }
    return List.of();
  }
}
