package dev.vifte.crash;

import dev.vifte.cluster.FastStart;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One life of a [CrashNode]: a JVM of its own.
final class Child implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 60;

  private final Process process;
  private final int port;

  private Child(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts a node on a store and returns when its door is open.
  static Child start(Ground ground, boolean reconciles) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    var command =
        Stream.of(
            List.of(java, "-Xmx192m", "-XX:+UseSerialGC"),
            FastStart.with(Path.of(classes.split(File.pathSeparator, -1)[0])),
            List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"),
            List.of("--sun-misc-unsafe-memory-access=allow", "-Dpekko.loglevel=OFF"),
            List.of("-cp", classes, CrashNode.class.getName()),
            List.of(reconciles ? "reconcile" : "leave"),
            ground.words());
    Process process =
        new ProcessBuilder(command.flatMap(List::stream).toList())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new Child(process, port(process.inputReader()));
  }

  int port() {
    return port;
  }

  /// As `kill -9` does.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// Waits for its end; its exit code.
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the node did not die within %d s".formatted(DEADLINE_SECONDS));
    }
    return process.exitValue();
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static int port(BufferedReader words) throws IOException {
    String line = words.readLine();
    if (line == null) {
      throw new IOException("the node did not start; its words are above");
    }
    return Integer.parseInt(line);
  }
}
