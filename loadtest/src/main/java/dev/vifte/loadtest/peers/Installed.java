package dev.vifte.loadtest.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Where the programs of others lie that are compared with ours.
///
/// @param node a folder with `node_modules`: BullMQ, sharp and what they need
/// @param python a virtual environment: Celery, Pillow and what they need
public record Installed(Path node, Path python) {
  /// Installs them when they are not yet.
  ///
  /// @param home of the sources
  public static Installed from(Path home) throws IOException, InterruptedException {
    Process install =
        new ProcessBuilder(home.resolve("loadtest/peers/install.sh").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var printed = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> folders = printed.lines().toList();
    if (install.waitFor() != 0 || folders.size() != 2) {
      throw new IOException("loadtest/peers/install.sh failed; what it says stands above");
    }
    return new Installed(Path.of(folders.get(0)), Path.of(folders.get(1)));
  }
}
