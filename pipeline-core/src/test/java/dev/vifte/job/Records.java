package dev.vifte.job;

import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.Lane;
import dev.vifte.pipeline.MediaRange;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.TaskMessage;
import dev.vifte.stage.StageSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small records for the tests of the core.
public final class Records {
  public static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private Records() {}

  /// A running job over a small JPEG.
  public static JobRecord job(String... stages) {
    return job(JobState.RUNNING, stages);
  }

  static JobRecord job(JobState state, String... stages) {
    Definition definition =
        pipeline(List.of(stages).stream().map(Records::stage).toArray(StageSpec[]::new));
    var input =
        new JobInput(
            "a.jpg", new MediaType("image/jpeg"), 10, "0".repeat(64), new ObjectKey("in/a"));
    return new JobRecord(
        Entry.FORMAT,
        new JobId("job-00000001"),
        new TenantId("t"),
        definition.name(),
        definition.version(),
        Lane.INTERACTIVE,
        state,
        1,
        T0,
        T0,
        Optional.of(T0.plusSeconds(60)),
        new NodeId("n1"),
        Optional.of(input),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static Definition pipeline(StageSpec... stages) {
    return new Definition(
        Definition.FORMAT,
        new PipelineName("p"),
        List.of(MediaRange.ANY),
        InputLimits.DEFAULTS,
        Lane.INTERACTIVE,
        List.of(stages),
        Optional.empty());
  }

  public static StageSpec stage(String name, String... after) {
    return StageSpec.of(new StageName(name), new StageKind("test/noop"), StageSettings.EMPTY)
        .after(List.of(after).stream().map(StageName::new).toList());
  }

  public static TaskMessage message(JobRecord job, String stage, int publication) {
    return new TaskMessage(
        TaskMessage.FORMAT,
        TaskId.of(job.id(), new StageName(stage)),
        publication,
        job.tenant(),
        job.version(),
        new PoolName("test-noop"),
        job.lane(),
        0,
        0,
        Optional.empty());
  }
}
