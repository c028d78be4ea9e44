package dev.vifte.loadtest.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.loadtest.Photos;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// What one round of one product with one kind of photo took, for each job, onto the tally.
final class Bill {
  private static final String WHERE = ", where Vifte's CPU time goes: ";

  private final Tally tally;
  private final Running peer;
  private final Photos kind;
  private final int jobs;

  Bill(Tally tally, Running peer, Photos kind, int jobs) {
    this.tally = tally;
    this.peer = peer;
    this.kind = kind;
    this.jobs = jobs;
  }

  void rate(double seconds) {
    tally.add(kind + ": jobs", peer.name(), "1/s", jobs / seconds);
  }

  /// CPU of the product, then of each role and server; memory of the product.
  void used(Map<String, Meter> meters) throws Exception {
    Duration product = Duration.ZERO;
    double peak = 0;
    for (String role : peer.processes().keySet()) {
      Meter.Used used = used(meters, role);
      product = product.plus(used.cpu());
      peak += used.peakMiB();
    }
    add(": CPU of the product", product);
    for (String role : meters.keySet()) {
      add(": CPU of " + role, used(meters, role).cpu());
    }
    tally.add(kind + ": peak memory of the product", peer.name(), "MiB", peak);
  }

  private static Meter.Used used(Map<String, Meter> meters, String role) throws Exception {
    Meter meter = meters.get(role);
    return meter == null ? new Meter.Used(Duration.ZERO, 0) : meter.used();
  }

  /// CPU by kind of thread.
  void threads(Map<String, Map<ThreadKind, Duration>> roles) {
    roles.forEach((role, kinds) ->
        kinds.forEach((thread, cpu) -> add("%s%s, %s".formatted(WHERE, role, thread), cpu)));
  }

  /// What each stage took, as the jobs themselves tell; those of other products do not.
  void stages(Iterable<String> ids) throws Exception {
    var sums = new TreeMap<String, Long>();
    for (String id : ids) {
      for (Map.Entry<String, JsonNode> stage : peer.client().job(id).path("stages").properties()) {
        sums.merge(stage.getKey(), stage.getValue().path("cpuMs").asLong(), Long::sum);
      }
    }
    sums.forEach((stage, millis) ->
        add("%sstage %s, as its jobs tell".formatted(WHERE, stage), Duration.ofMillis(millis)));
  }

  private void add(String what, Duration cpu) {
    tally.add(kind + what, peer.name(), "ms/job", cpu.toNanos() / 1e6 / jobs);
  }
}
