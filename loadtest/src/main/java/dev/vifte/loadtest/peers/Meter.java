package dev.vifte.loadtest.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What processes use from the moment it is made.
final class Meter {
  private final Map<String, Processes> groups;
  private final Map<String, Look> before = new LinkedHashMap<>();

  private record Look(Duration cpu, Map<ThreadKind, Duration> threads) {
    static Look at(Processes group) throws IOException {
      return new Look(group.cpu(), ThreadKind.cpu(group.threads()));
    }
  }

  /// What one group used.
  ///
  /// @param threads the part of the CPU time that threads used which still live, by their kind
  record Used(Duration cpu, Map<ThreadKind, Duration> threads, double peakMiB) {}

  Meter(Map<String, Processes> groups) throws IOException {
    this.groups = Map.copyOf(groups);
    for (var each : groups.entrySet()) {
      each.getValue().forgetPeak();
      before.put(each.getKey(), Look.at(each.getValue()));
    }
  }

  /// By group, in the order in which they were given.
  Map<String, Used> used() throws IOException {
    var all = new LinkedHashMap<String, Used>();
    for (var each : before.entrySet()) {
      Processes group = groups.get(each.getKey());
      if (group != null) {
        all.put(each.getKey(), between(each.getValue(), group));
      }
    }
    return all;
  }

  private static Used between(Look before, Processes group) throws IOException {
    Look now = Look.at(group);
    var threads = new EnumMap<ThreadKind, Duration>(ThreadKind.class);
    now.threads()
        .forEach((kind, cpu) ->
            threads.put(kind, cpu.minus(before.threads().getOrDefault(kind, Duration.ZERO))));
    return new Used(now.cpu().minus(before.cpu()), threads, group.peakMiB());
  }
}
