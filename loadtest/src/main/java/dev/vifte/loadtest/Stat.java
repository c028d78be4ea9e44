package dev.vifte.loadtest;

import java.time.Duration;
import java.util.List;

/// One line of `/proc/PID/stat` or `/proc/PID/task/TID/stat`, whose form is in proc(5).
///
/// @param name of the process or thread, of which the kernel keeps 15 characters
/// @param group of processes
/// @param cpu used so far
/// @param ended CPU time of its children that ended
public record Stat(String name, long group, Duration cpu, Duration ended) {
  /// Linux counts in hundredths of a second.
  private static final int MILLIS_PER_TICK = 10;

  /// The name stands in brackets and may hold anything, brackets included.
  public static Stat parse(String line) {
    int close = line.lastIndexOf(')');
    List<String> fields = List.of(line.substring(close + 2).strip().split(" "));
    return new Stat(
        line.substring(line.indexOf('(') + 1, close),
        Long.parseLong(fields.get(2)),
        ticks(fields.get(11), fields.get(12)),
        ticks(fields.get(13), fields.get(14)));
  }

  private static Duration ticks(String user, String system) {
    return Duration.ofMillis((Long.parseLong(user) + Long.parseLong(system)) * MILLIS_PER_TICK);
  }
}
