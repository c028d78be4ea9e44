package dev.vifte.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/// The command as a process of its own, from the jar that is shipped.
final class Launched implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 120;

  private final Process process;
  private final Path err;

  private Launched(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  /// How a process ended.
  record Ended(int code, String out, String err) {}

  static Launched start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of(System.getProperty("vifte.jar", "target/dist/vifte.jar"))
                    .toAbsolutePath()
                    .toString(),
                "dev.vifte.app.Vifte"));
    line.addAll(List.of(arguments));
    Path err = Files.createTempFile(folder, "err", ".txt");
    var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("VIFTE_"));
    builder.environment().putAll(environment);
    return new Launched(builder.start(), err);
  }

  static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
    try (Launched launched = start(folder, Map.of(), arguments)) {
      return launched.ended();
    }
  }

  /// Its output up to the first line that contains `text`.
  String awaitLine(String text) throws IOException {
    var seen = new StringBuilder();
    var reader = out();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      seen.append(line).append('\n');
      if (line.contains(text)) {
        return seen.toString();
      }
    }
    throw new AssertionError(
        "no line with '%s' but: %s%n%s".formatted(text, seen, Files.readString(err)));
  }

  /// Asks it to stop, as `kill` does.
  void stop() {
    process.toHandle().destroy(); // Process.destroy would close the streams that are still read
  }

  Ended ended() throws IOException, InterruptedException {
    String out = String.join("\n", out().lines().toList());
    Assertions.assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
        .as("ended in %d s".formatted(DEADLINE_SECONDS))
        .isTrue();
    return new Ended(process.exitValue(), out, Files.readString(err));
  }

  private BufferedReader out() {
    return process.inputReader();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
