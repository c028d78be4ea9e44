package dev.vifte.cluster;

import dev.vifte.testkit.server.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One `vifte` process, from the jar that is shipped; may be killed, frozen and started again. Used
/// by one thread at a time, but for what it tells.
public final class NodeProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://[^/]+/)");
  private static final int DEADLINE_SECONDS = 60;

  private final Launch launch;
  private final List<Path> logs = new CopyOnWriteArrayList<>();
  private volatile Process process;
  private volatile Optional<URI> address = Optional.empty();

  private record Launch(Path folder, Map<String, String> environment, List<String> arguments) {}

  private NodeProcess(Launch launch) throws IOException {
    this.launch = launch;
    this.process = run();
  }

  static NodeProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    Files.createDirectories(folder);
    return new NodeProcess(new Launch(folder, Map.copyOf(environment), List.of(arguments)));
  }

  private Process run() throws IOException {
    Path jar = Path.of(System.getProperty("vifte.jar", "target/dist/vifte.jar")).toAbsolutePath();
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Xmx384m",
                "-XX:+UseSerialGC"));
    line.addAll(FastStart.with(jar));
    line.addAll(List.of("-cp", jar.toString(), "dev.vifte.app.Vifte"));
    line.addAll(launch.arguments);
    Path err = Files.createTempFile(launch.folder, "err", ".txt");
    logs.add(err);
    var builder =
        new ProcessBuilder(line).directory(launch.folder.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("VIFTE_"));
    builder.environment().putAll(launch.environment);
    return builder.start();
  }

  /// Starts it once more after its end, in the same folder; [#awaitUp()] waits for it.
  public void startAgain() throws IOException {
    if (process.isAlive()) {
      throw new IllegalStateException("it is running");
    }
    process = run();
  }

  /// Waits until it is up; where it listens.
  public URI awaitUp() throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher said = ADDRESS.matcher(line);
      if (said.find()) {
        URI found = URI.create(said.group(1));
        address = Optional.of(found);
        return found;
      }
    }
    throw new AssertionError("it did not come up: " + log());
  }

  /// Where it listened when it was last seen to be up.
  public Optional<URI> address() {
    return address;
  }

  /// What it logged, over all its lives.
  public String log() throws IOException {
    var all = new StringBuilder();
    for (Path each : logs) {
      all.append(Files.readString(each));
    }
    return all.toString();
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /// As `kill -9` does.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Holds it still.
  public void freeze() throws IOException, InterruptedException {
    Signal.STOP.send(pid());
  }

  /// Ends what [#freeze()] began.
  public void thaw() throws IOException, InterruptedException {
    Signal.CONT.send(pid());
  }

  /// Asks it to stop, and waits; its exit code.
  public int stop() throws InterruptedException {
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
