package dev.vifte.loadtest;

import dev.vifte.pipeline.Pipeline;
import dev.vifte.testkit.media.Media;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What the engine itself costs: jobs whose stages do nothing, and small photos whose stages are
/// taken off the bill. No HTTP, one process.
final class EngineBench {
  private static final byte[] SMALL = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
  private static final int CHAIN = 10;

  private final Suite suite;

  EngineBench(Suite suite) {
    this.suite = suite;
  }

  /// Chains of tasks that do nothing, a few or many jobs in flight.
  void tasks() throws Exception {
    for (boolean durable : List.of(true, false)) {
      noOps(durable, 512, 1024);
      noOps(durable, 64, 400);
      noOps(durable, 1, 60);
    }
  }

  private void noOps(boolean durable, int inFlight, int jobs) throws Exception {
    String where = durable ? "durable" : "in memory";
    var rates = new ArrayList<Double>();
    var costs = new ArrayList<Double>();
    try (Rig rig = rig(durable, NoOp.chain(CHAIN, inFlight, () -> {}))) {
      for (int round = -suite.warmUps(); round < suite.rounds(); round++) {
        Rig.Cost cost = rig.run(jobs, inFlight, SMALL);
        if (round >= 0) {
          rates.add(cost.jobsPerSecond() * CHAIN);
          costs.add(cost.engineMillis() / CHAIN);
        }
      }
    }
    String what = "no-op tasks, %s, %d in flight".formatted(where, inFlight);
    suite.add(Figure.of("engine", what, "1/s", rates));
    suite.add(Figure.of("engine", what + ": CPU each, but JIT", "ms", costs).against("<= 1"));
  }

  /// From the start of one task to the start of the next, one job at a time.
  void hops() throws Exception {
    var starts = Collections.synchronizedList(new ArrayList<Long>());
    var middle = new ArrayList<Double>();
    var slow = new ArrayList<Double>();
    try (Rig rig = rig(true, NoOp.chain(CHAIN, 1, () -> starts.add(System.nanoTime())))) {
      for (int round = -suite.warmUps(); round < suite.rounds(); round++) {
        var hops = new ArrayList<Double>();
        for (int job = 0; job < 40; job++) {
          starts.clear();
          rig.run(1, 1, SMALL);
          for (int i = 1; i < starts.size(); i++) {
            hops.add((starts.get(i) - starts.get(i - 1)) / 1e6);
          }
        }
        if (round >= 0) {
          middle.add(Figure.quantile(hops, 0.5));
          slow.add(Figure.quantile(hops, 0.99));
        }
      }
    }
    suite.add(Figure.of("engine", "a hop in a chain of ten, durable: p50", "ms", middle));
    suite.add(Figure.of("engine", "a hop in a chain of ten, durable: p99", "ms", slow));
  }

  /// Small photos through the shipped pipeline.
  void photos() throws Exception {
    byte[] photo = Media.jpeg(640, 480).rotated(6).gps(59.9, 10.7).bytes();
    var engine = new ArrayList<Double>();
    var stages = new ArrayList<Double>();
    var jit = new ArrayList<Double>();
    var rates = new ArrayList<Double>();
    try (Rig rig = rig(true, suite.media())) {
      for (int round = -suite.warmUps(); round < suite.rounds(); round++) {
        Rig.Cost cost = rig.run(250, 4, photo);
        if (round >= 0) {
          engine.add(cost.engineMillis());
          stages.add(cost.each(cost.stages()));
          jit.add(cost.each(cost.jit()));
          rates.add(cost.jobsPerSecond());
        }
      }
    }
    suite.add(Figure.of("engine", "a photo of 640x480: CPU of its stages", "ms", stages));
    suite.add(
        Figure.of("engine", "a photo of 640x480: CPU beside stages and JIT", "ms", engine)
            .against("<= 4"));
    suite.add(Figure.of("engine", "a photo of 640x480: CPU of the JIT compiler", "ms", jit));
    suite.add(Figure.of("engine", "photos of 640x480, durable, 4 in flight", "1/s", rates));
  }

  private Rig rig(boolean durable, Pipeline pipeline) throws Exception {
    return durable ? Rig.durable(suite.scratch(), pipeline) : Rig.inMemory(pipeline);
  }
}
