package dev.vifte.loadtest.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// What some processes use together from the moment it is made.
final class Meter {
  private final Processes processes;
  private final Duration before;

  /// What was used.
  record Used(Duration cpu, double peakMiB) {}

  private Meter(Processes processes) throws IOException {
    this.processes = processes;
    processes.forgetPeak();
    this.before = processes.cpu();
  }

  /// One for each.
  static Map<String, Meter> of(Map<String, Processes> all) throws IOException {
    var meters = new LinkedHashMap<String, Meter>();
    for (var each : all.entrySet()) {
      meters.put(each.getKey(), new Meter(each.getValue()));
    }
    return meters;
  }

  Used used() throws IOException {
    return new Used(processes.cpu().minus(before), processes.peakMiB());
  }
}
