package dev.vifte.loadtest.peers;

import dev.vifte.testkit.server.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Jobs that do nothing through BullMQ and Celery: a program that hands them in, one that works on
/// them, and one Redis for both products.
public final class NoOps implements AutoCloseable {
  private static final String CONCURRENCY = "16";

  private final Installed installed;
  private final Map<String, String> environment;
  private final List<ProcessGroup> running = new ArrayList<>();

  private NoOps(Installed installed, Map<String, String> environment) {
    this.installed = installed;
    this.environment = Map.copyOf(environment);
  }

  /// Starts Redis and the workers, and installs what is missing.
  ///
  /// @param home of the sources
  /// @param folder for what they keep
  public static NoOps start(Path home, Path folder) throws Exception {
    int port = FreePort.any();
    var environment = new HashMap<String, String>();
    environment.put("REDIS_PORT", String.valueOf(port));
    environment.put("CONCURRENCY", CONCURRENCY);
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    var all = new NoOps(Installed.from(home), environment);
    all.running.add(Stores.redis(folder, port));
    all.work(all.installed.node(), List.of("node", "noop-worker.js"), folder);
    String celery = all.installed.python().resolve("bin/celery").toString();
    all.work(
        all.installed.python(),
        List.of(celery, "-A", "noop", "worker", "-l", "WARNING", "-c", CONCURRENCY),
        folder);
    return all;
  }

  /// How many jobs a second went through BullMQ.
  ///
  /// @param fsync of Redis: `everysec` or `always`
  public double bullmq(int jobs, String fsync) throws IOException, InterruptedException {
    return rate(installed.node(), List.of("node", "noop-produce.js"), jobs, fsync);
  }

  /// How many tasks a second went through Celery, their results included.
  public double celery(int jobs, String fsync) throws IOException, InterruptedException {
    String python = installed.python().resolve("bin/python").toString();
    return rate(installed.python(), List.of(python, "noop.py"), jobs, fsync);
  }

  private void work(Path where, List<String> command, Path folder) throws IOException {
    var log = folder.resolve(where.getFileName() + "-noop.log");
    running.add(ProcessGroup.start(new ProcessGroup.Launch(command, where, environment, log)));
  }

  private double rate(Path where, List<String> command, int jobs, String fsync)
      throws IOException, InterruptedException {
    var whole = new ArrayList<>(command);
    whole.addAll(List.of(String.valueOf(jobs), fsync));
    var builder =
        new ProcessBuilder(whole)
            .directory(where.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process producer = builder.start();
    var printed = new String(producer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (producer.waitFor() != 0) {
      throw new IOException(whole + " failed; what it says stands above");
    }
    return Double.parseDouble(printed.strip());
  }

  @Override
  public void close() throws IOException {
    for (ProcessGroup each : running.reversed()) {
      each.close();
    }
  }
}
