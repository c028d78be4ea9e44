package dev.vifte.embedded;

import dev.vifte.Backend;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Slots;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.Probe;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A second JVM that opens a store, takes a message under a lease, and stays until it is killed.
final class OtherProcess implements AutoCloseable {
  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  static OtherProcess holding(Path folder) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var started = new OtherProcess(process);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      if (!"holding".equals(lines.readLine())) {
        started.close();
        throw new AssertionError("the other process did not start");
      }
    }
    return started;
  }

  /// Kills it as `kill -9` does.
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  public static void main(String[] args) throws Exception {
    Backend backend = Embedded.open(EmbeddedSettings.in(Path.of(args[0])));
    backend.queue().publish(List.of(Fixtures.message(1)));
    var pool = new PoolSubscription(Fixtures.POOL, Duration.ofHours(1));
    Probe<Delivery> probe = Probe.of(backend.queue().deliveries(pool, new Slots(1)));
    probe.next();
    System.out.println("holding");
    System.out.flush();
    Thread.currentThread().join();
  }
}
