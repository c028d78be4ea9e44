package dev.vifte.app.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What this node may use and how it behaves.
///
/// @param name empty for one made from the process id
/// @param memory bytes that running tasks may need together
public record NodeSettings(
    String name,
    long memory,
    int cpuThreads,
    Duration lease,
    Duration drain,
    Duration reconcile,
    Duration warmUp) {
  static final Key<String> NAME =
      new Key<>(
          "node.name",
          "auto",
          Form.text("[a-z0-9][a-z0-9-]{0,62}", "1 to 63 lower-case letters, digits and hyphens"),
          "name of this node in records and logs, like no other's; auto is the host and the process id");
  static final Key<Long> MEMORY =
      new Key<>(
          "node.memory",
          "50%",
          Form.partOf(Runtime.getRuntime().maxMemory()),
          "memory that running tasks may need together, by their estimated cost");
  static final Key<Integer> CPU =
      new Key<>(
          "node.cpu-threads",
          "auto",
          Form.wholeOr(Runtime.getRuntime().availableProcessors(), 1024),
          "threads for stages that compute; auto is one a core");
  static final Key<Duration> LEASE =
      new Key<>(
          "node.lease",
          "30s",
          Form.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "after so long without a sign of life a task is given to another node");
  static final Key<Duration> DRAIN =
      new Key<>(
          "node.drain",
          "25s",
          Form.duration(Duration.ZERO, Duration.ofHours(1)),
          "how long a stopping node lets running tasks finish");
  static final Key<Duration> RECONCILE =
      new Key<>(
          "node.reconcile",
          "2s",
          Form.duration(Duration.ZERO, Duration.ofHours(1)),
          "pause between two looks for what a crash left half done; 0s switches it off");
  static final Key<Duration> WARM_UP =
      new Key<>(
          "node.warm-up",
          "10s",
          Form.duration(Duration.ZERO, Duration.ofMinutes(10)),
          "how long at most a node warms up after its start by making small pictures, so that the first real ones are not slow; 0s switches it off");
  static final List<Key<?>> KEYS = List.of(NAME, MEMORY, CPU, LEASE, DRAIN, RECONCILE, WARM_UP);

  static NodeSettings read(Values values) {
    return new NodeSettings(
        values.get(NAME),
        values.get(MEMORY),
        values.get(CPU),
        values.get(LEASE),
        values.get(DRAIN),
        values.get(RECONCILE),
        values.get(WARM_UP));
  }

  /// The name, for a process of a host. Both, as in containers every process has the same id.
  public String nameFor(String host, long pid) {
    return name.equals("auto") ? "%s-%d".formatted(plain(host), pid) : name;
  }

  /// The first label of a host's name, without what has no place in a name of ours.
  private static String plain(String host) {
    String label = host.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    String plain = label.replaceAll("[^a-z0-9-]", "-");
    return plain.isEmpty() ? "node" : plain.substring(0, Math.min(plain.length(), 48));
  }
}
