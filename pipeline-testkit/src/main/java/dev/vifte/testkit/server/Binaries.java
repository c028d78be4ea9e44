package dev.vifte.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where `./dev servers` puts the servers: `bin` below `$VIFTE_CACHE`, by default `~/.cache/vifte`.
final class Binaries {
  private Binaries() {}

  /// The program of that name.
  ///
  /// @throws AssertionError when it is not installed
  static String find(String name) {
    Path program = cache().resolve("bin").resolve(name);
    if (!Files.isExecutable(program)) {
      throw new AssertionError("no %s at %s: run ./dev servers".formatted(name, program));
    }
    return program.toString();
  }

  private static Path cache() {
    String told = System.getenv("VIFTE_CACHE");
    return told == null || told.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "vifte")
        : Path.of(told);
  }
}
