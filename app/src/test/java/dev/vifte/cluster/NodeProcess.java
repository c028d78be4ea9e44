package dev.vifte.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One `vifte` process, from the jar that is shipped. Used by one thread at a time.
final class NodeProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://[^/]+/)");
  private static final int DEADLINE_SECONDS = 60;

  private final Process process;
  private final Path err;

  private NodeProcess(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  static NodeProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    Files.createDirectories(folder);
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Xmx384m",
                "-XX:+UseSerialGC",
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
    return new NodeProcess(builder.start(), err);
  }

  /// Waits until it is up; where it listens.
  URI awaitUp() throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return URI.create(address.group(1));
      }
    }
    throw new AssertionError("it did not come up: " + log());
  }

  /// What it logged.
  String log() throws IOException {
    return Files.readString(err);
  }

  boolean alive() {
    return process.isAlive();
  }

  /// As `kill -9` does.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Asks it to stop, and waits; its exit code.
  int stop() throws InterruptedException {
    process.toHandle().destroy();
    return awaitEnd();
  }

  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end within %d s".formatted(DEADLINE_SECONDS));
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
