package dev.vifte.testkit;

import static dev.vifte.pipeline.Pipeline.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.job.ItemName;
import dev.vifte.job.JobRecord;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.queue.Backlog;
import dev.vifte.queue.PoolName;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.StageInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the engine promises when its queue is full to the byte, on any backend: extend it and open
/// one whose queue holds a few dozen tasks, 16 KiB say.
public abstract class FullQueueContract extends EngineFixture {
  private static final int ITEMS = 8;

  @Test
  void a_queue_that_is_full_of_parents_drains_to_zero() throws Exception {
    Pipeline tree =
        Pipeline.named("p")
            .stage("fan", LambdaStage.of("test/fan", FullQueueContract::fanOut))
            .stage("join", LambdaStage.of("test/join", FullQueueContract::done), after("fan"))
            .notifying(LambdaStage.of("test/told", FullQueueContract::done));
    List<JobRecord> jobs = fill(tree);

    start(tree);

    for (JobRecord job : jobs) {
      assertThat(ended(job).at("/state").asText()).isEqualTo("completed");
    }
    Probe.eventually("nothing is left", () -> held("test-fan", "test-join", "test-told") == 0);
  }

  @Test
  void an_upload_that_finds_the_queue_full_is_accepted_and_ends() throws Exception {
    Pipeline one =
        Pipeline.named("p").stage("noop", LambdaStage.of("test/noop", FullQueueContract::done));
    List<JobRecord> jobs = fill(one);

    assertThat(stateOf(jobs.getLast(), "noop")).isEqualTo("parked");
    start(one);

    assertThat(ended(jobs.getLast()).at("/state").asText()).isEqualTo("completed");
  }

  /// Uploads to a node without workers until the queue has refused the tasks of three jobs.
  private List<JobRecord> fill(Pipeline pipeline) throws Exception {
    start(pipeline, Node.Draft::withoutWorkers);
    String first = pipeline.definition().stages().getFirst().name().value();
    var jobs = new ArrayList<JobRecord>();
    int refused = 0;
    while (refused < 3) {
      jobs.add(upload("file " + jobs.size()));
      refused += stateOf(jobs.getLast(), first).equals("parked") ? 1 : 0;
    }
    node().close();
    assertThat(jobs).hasSizeGreaterThan(ITEMS);
    return jobs;
  }

  private String stateOf(JobRecord job, String stage) throws Exception {
    return node()
        .jobs()
        .document(TENANT, job.id())
        .orElseThrow()
        .at("/stages/%s/state".formatted(stage))
        .asText();
  }

  private long held(String... pools) throws Exception {
    long held = 0;
    for (String pool : pools) {
      Backlog backlog = backend.orElseThrow().queue().backlog(new PoolName(pool));
      held += backlog.waiting() + backlog.inFlight();
    }
    return held;
  }

  private static Outcome done(StageInput in) {
    return Outcome.done();
  }

  private static Outcome fanOut(StageInput in) {
    List<ItemName> items =
        IntStream.rangeClosed(1, ITEMS).mapToObj(n -> new ItemName("item-" + n)).toList();
    return in.item().isEmpty() ? Outcome.fanOut(Json.object(), items) : Outcome.done();
  }
}
