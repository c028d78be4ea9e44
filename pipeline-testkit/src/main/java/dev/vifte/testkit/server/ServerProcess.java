package dev.vifte.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One server as a process: started when made, may be stopped, killed, frozen and started again on
/// the same ports and the same folder. Closing it removes the folder. It ends with this JVM at the
/// latest. Used by one thread at a time.
public final class ServerProcess implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(30);

  private final Launch launch;
  private Process process;

  /// How to start it.
  ///
  /// @param folder fresh, with a `log` file in it; see [#freshFolder(String)]
  /// @param environment on top of this JVM's own
  record Launch(
      Path folder, List<String> command, Map<String, String> environment, Ready whenReady) {
    Launch {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }

    String name() {
      return Path.of(command.getFirst()).getFileName().toString();
    }
  }

  private ServerProcess(Launch launch, Process process) {
    this.launch = launch;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> this.process.destroyForcibly()));
  }

  /// Starts it and waits until it is ready.
  ///
  /// @throws AssertionError with the end of its log when it dies or does not become ready
  static ServerProcess start(Launch launch) throws IOException, InterruptedException {
    var server = new ServerProcess(launch, run(launch));
    server.awaitReady();
    return server;
  }

  static Path freshFolder(String name) throws IOException {
    return Files.createTempDirectory("vifte-" + name + "-");
  }

  /// Starts it again after [#stop()] or [#kill()], and waits until it is ready.
  public void startAgain() throws IOException, InterruptedException {
    if (process.isAlive()) {
      throw new IllegalStateException(launch.name() + " is running");
    }
    process = run(launch);
    awaitReady();
  }

  /// Ends it as an operator does, and waits for its end.
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      kill();
    }
  }

  /// Ends it as `kill -9` does.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Holds it still: connections stay open, nothing answers.
  public void freeze() throws IOException, InterruptedException {
    Signal.STOP.send(pid());
  }

  /// Ends what [#freeze()] began.
  public void thaw() throws IOException, InterruptedException {
    Signal.CONT.send(pid());
  }

  public long pid() {
    return process.pid();
  }

  public Path folder() {
    return launch.folder();
  }

  /// All that it printed so far.
  public String log() throws IOException {
    return Files.readString(logOf(launch));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(launch.folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!launch.whenReady().answers()) {
      boolean dead = process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      if (dead || System.nanoTime() - deadline > 0) {
        process.destroyForcibly();
        throw new AssertionError(
            "%s %s:%n%s".formatted(launch.name(), dead ? "ended" : "is not ready", log()));
      }
    }
  }

  private static Process run(Launch launch) throws IOException {
    var builder =
        new ProcessBuilder(launch.command())
            .directory(launch.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logOf(launch).toFile()));
    builder.environment().putAll(launch.environment());
    return builder.start();
  }

  private static Path logOf(Launch launch) {
    return launch.folder().resolve("log");
  }
}
