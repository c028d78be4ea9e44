package dev.vifte.loadtest.broker;

import dev.vifte.loadtest.NoOp;
import dev.vifte.loadtest.Rig;
import dev.vifte.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Whole jobs of stages that do nothing, one after the other, many jobs in flight: intent, object,
/// and for each task message, record and events, then manifest and end. No HTTP; objects in a
/// folder.
final class RecordedJobs implements Contender {
  private static final byte[] INPUT = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);

  private final String who;
  private final Rig rig;
  private final Size size;

  /// How many there are.
  ///
  /// @param synced whether everything is on the disk before anything is confirmed
  /// @param tasks of one job
  /// @param jobs of one round
  record Size(boolean synced, int tasks, int jobs, int inFlight) {}

  RecordedJobs(String who, Rig rig, Size size) {
    this.who = who;
    this.rig = rig;
    this.size = size;
  }

  /// The pipeline that such a rig runs.
  static Pipeline pipeline(Size size) {
    return NoOp.chain(size.tasks, size.inFlight, () -> {});
  }

  /// The name of the figure.
  static String what(boolean synced, int tasks) {
    return how(synced)
        + (tasks == 1 ? "jobs that do nothing" : "jobs of %d tasks".formatted(tasks));
  }

  private static String how(boolean synced) {
    return synced ? "on the disk before it is confirmed: " : "on the disk some time later: ";
  }

  @Override
  public String what() {
    return what(size.synced, size.tasks);
  }

  /// The same counted by tasks: what a job of the other products is nearest to.
  @Override
  public Optional<Parts> parts() {
    String tasks = "tasks that do nothing, %d to a job".formatted(size.tasks);
    return size.tasks == 1
        ? Optional.empty()
        : Optional.of(new Parts(how(size.synced) + tasks, size.tasks));
  }

  @Override
  public String who() {
    return who;
  }

  @Override
  public double perSecond() throws Exception {
    return rig.run(size.jobs, size.inFlight, INPUT).jobsPerSecond();
  }
}
