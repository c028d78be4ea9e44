package dev.vifte.loadtest.peers;

import dev.vifte.loadtest.Stat;
import dev.vifte.loadtest.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// CPU time by kind of thread, from the moment it is made until it is closed. Looks each second, as
/// a thread that ends takes its count with it.
final class Threads implements AutoCloseable {
  private static final Duration OFTEN = Duration.ofSeconds(1);

  private final Processes processes;
  private final Map<Path, Stat> first;
  private final Map<Path, Stat> last = new HashMap<>();
  private volatile boolean closed;

  Threads(Processes processes) throws IOException {
    this.processes = processes;
    this.first = processes.threads();
    Thread.ofVirtual().start(this::lookOften);
  }

  private void lookOften() {
    while (!closed) {
      Wait.pause(OFTEN);
      look();
    }
  }

  private synchronized void look() {
    try {
      last.putAll(processes.threads());
    } catch (IOException e) {
      // the process has gone; what was seen of it counts
    }
  }

  /// What was used so far.
  synchronized Map<ThreadKind, Duration> cpu() {
    look();
    return between(first, last);
  }

  /// What was used by threads that were seen later, beyond what they had used when first seen.
  static Map<ThreadKind, Duration> between(Map<Path, Stat> before, Map<Path, Stat> after) {
    var sums = new EnumMap<ThreadKind, Duration>(ThreadKind.class);
    after.forEach((thread, stat) -> {
      Stat earlier = before.get(thread);
      Duration used = earlier == null ? stat.cpu() : stat.cpu().minus(earlier.cpu());
      sums.merge(ThreadKind.of(stat.name()), used, Duration::plus);
    });
    return sums;
  }

  @Override
  public void close() {
    closed = true;
  }
}
