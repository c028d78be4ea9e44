package dev.vifte.loadtest.broker;

import dev.vifte.loadtest.NoOp;
import dev.vifte.loadtest.Rig;
import dev.vifte.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;

/// Whole jobs of one stage that does nothing, many in flight: intent, object, message, task record,
/// manifest, events. No HTTP; objects in a folder.
final class RecordedJobs implements Contender {
  static final int IN_FLIGHT = 64;

  private static final byte[] INPUT = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);

  private final String who;
  private final Rig rig;
  private final int jobs;

  RecordedJobs(String who, Rig rig, int jobs) {
    this.who = who;
    this.rig = rig;
    this.jobs = jobs;
  }

  /// The pipeline that such a rig runs.
  static Pipeline pipeline() {
    return NoOp.chain(1, IN_FLIGHT, () -> {});
  }

  @Override
  public String what() {
    return "jobs recorded";
  }

  @Override
  public String who() {
    return who;
  }

  @Override
  public double perSecond() throws Exception {
    return rig.run(jobs, IN_FLIGHT, INPUT).jobsPerSecond();
  }
}
