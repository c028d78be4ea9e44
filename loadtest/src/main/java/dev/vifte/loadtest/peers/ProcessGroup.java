package dev.vifte.loadtest.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program with all that it starts, as one group of processes: counted together, killed together.
/// Linux only.
final class ProcessGroup implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Process first;

  private ProcessGroup(Process first) {
    this.first = first;
    Runtime.getRuntime().addShutdownHook(new Thread(this::signalKill));
  }

  /// How to start it.
  ///
  /// @param environment on top of this JVM's own
  /// @param log gets what it prints
  record Launch(List<String> command, Path directory, Map<String, String> environment, Path log) {}

  static ProcessGroup start(Launch launch) throws IOException {
    var command = new ArrayList<>(List.of("setsid"));
    command.addAll(launch.command());
    Files.createDirectories(launch.log().toAbsolutePath().getParent());
    var builder =
        new ProcessBuilder(command)
            .directory(launch.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
    builder.environment().putAll(launch.environment());
    return new ProcessGroup(builder.start());
  }

  boolean alive() {
    return first.isAlive();
  }

  /// Whether its first process ended without complaint.
  boolean succeeded() {
    return !alive() && first.exitValue() == 0;
  }

  /// What the kernel counts for it.
  Processes processes() {
    return Processes.ofGroup(first.pid());
  }

  /// `kill -9` for all of them at once.
  void kill() throws InterruptedException {
    signalKill();
    first.waitFor();
  }

  private void signalKill() {
    try {
      new ProcessBuilder("kill", "-KILL", "--", "-" + first.pid())
          .redirectErrorStream(true)
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      first.destroyForcibly();
    }
  }

  /// Asks it to end, and kills what is left.
  @Override
  public void close() throws IOException {
    first.destroy();
    try {
      first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    signalKill();
  }
}
