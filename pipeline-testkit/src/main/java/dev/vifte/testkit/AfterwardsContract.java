package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.deadletter.DeadLetters.Replay;
import dev.vifte.event.JobEvent;
import dev.vifte.event.NumberedEvent;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.JobInput;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskId;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskState;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.observe.PipelineEvent.AttemptFinished;
import dev.vifte.observe.PipelineEvent.BreakerChanged;
import dev.vifte.observe.PipelineEvent.DeliveryFailed;
import dev.vifte.observe.PipelineEvent.DeliverySkipped;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the engine promises when an outage is over, and when somebody comes back to a dead letter,
/// on any backend: extend it and say how to open one.
public abstract class AfterwardsContract extends EngineFixture {
  private static final int JOBS = 60;
  private static final StageName JUDGE = new StageName("judge");

  @Test
  void an_outage_of_the_object_store_burns_no_attempt_and_few_deliveries() throws Exception {
    Backend whole = backend.orElseThrow();
    var objects = new SwitchableObjects(whole.objects());
    backend = Optional.of(new Backend(objects, whole.queue(), whole.jobs(), whole.events()));
    var ran = new AtomicInteger();
    Pipeline read = Pipeline.named("p").stage("read", reading(objects, ran));
    start(read, Node.Draft::withoutWorkers);
    var jobs = new ArrayList<JobRecord>();
    for (int n = 0; n < JOBS; n++) {
      jobs.add(upload("file " + n));
    }
    node().close();

    start(read);
    Probe.eventually("two probes of the node have failed", () -> halfOpened() > 2);
    objects.down(false);

    for (JobRecord job : jobs) {
      assertThat(ended(job).at("/stages/read/attempts").asInt()).isEqualTo(1);
    }
    assertThat(deliveries()).isLessThan(JOBS * 12 / 10);
  }

  /// Reads its input; under a third of the jobs the store goes down.
  private static LambdaStage reading(SwitchableObjects objects, AtomicInteger ran) {
    return LambdaStage.of(
        "test/read",
        in -> {
          if (ran.incrementAndGet() == JOBS / 3) {
            objects.down(true);
          }
          in.open().close();
          return Outcome.done();
        });
  }

  @Test
  void a_replay_is_told_to_those_who_follow_the_job() throws Exception {
    var mended = new AtomicBoolean();
    start(fussy(mended));
    JobRecord job = upload("x");
    assertThat(ended(job).at("/state").asText()).isEqualTo("failed");
    mended.set(true);

    Replay replay = node().deadLetters().replay(TaskId.of(job.id(), JUDGE));

    assertThat(replay).isInstanceOf(Replay.Published.class);
    assertThat(ended(job, 2).at("/state").asText()).isEqualTo("completed");
    JobEvent told = replays(job).getFirst().event();
    assertThat(told.data().at("/stage").asText()).isEqualTo("judge");
    assertThat(told.data().at("/run").asText()).isEqualTo("2");
  }

  @Test
  void a_later_run_notifies_again_however_often_the_first_was_put_off() throws Exception {
    var clock = new ManualClock();
    var mended = new AtomicBoolean();
    var calls = new AtomicInteger();
    start(fussy(mended).notifying(reluctant(calls)), draft -> draft.clock(clock));
    JobRecord job = upload("x");
    ended(job);
    for (int put = 1; put <= 2; put++) {
      int times = put;
      Probe.eventually("put off", () -> calls.get() == times && atEnd(job) == TaskState.PARKED);
      clock.advance(Duration.ofSeconds(41));
    }
    Probe.eventually("told of the first run", () -> atEnd(job) == TaskState.DONE);
    clock.advance(Duration.ofSeconds(1));
    mended.set(true);

    var _ = node().deadLetters().replay(TaskId.of(job.id(), JUDGE));

    Probe.eventually("told of the second run", () -> calls.get() == 4);
  }

  /// Wants to be asked a third time.
  private static LambdaStage reluctant(AtomicInteger calls) {
    return LambdaStage.of(
        "test/told",
        in ->
            calls.incrementAndGet() <= 2
                ? Outcome.retryAfter(Duration.ofSeconds(40), "not now")
                : Outcome.done());
  }

  @Test
  void a_letter_whose_job_is_forgotten_runs_it_again_from_its_stored_input() throws Exception {
    start(fussy(new AtomicBoolean(true)));
    DeadLetter letter = forgotten(node().pipelines().all().getFirst().version());
    backend
        .orElseThrow()
        .objects()
        .put(
            letter.input().key(),
            new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8)),
            PutOptions.replacing(new MediaType("text/plain")));

    Replay replay = node().deadLetters().replay(letter.task());

    assertThat(replay).isInstanceOf(Replay.Published.class);
    probe.awaitEnd(letter.task().job(), 1, Duration.ofSeconds(30));
    var job = node().jobs().document(Fixtures.TENANT, letter.task().job()).orElseThrow();
    assertThat(job.at("/state").asText()).isEqualTo("completed");
    assertThat(job.at("/run").asInt()).isEqualTo(letter.run() + 1);
    assertThat(node().deadLetters().show(letter.task()).orElseThrow().fate())
        .isEqualTo(DeadLetter.Fate.REPLAYED);
  }

  @Test
  void a_letter_whose_input_is_gone_says_so() throws Exception {
    start(fussy(new AtomicBoolean(true)));
    DeadLetter letter = forgotten(node().pipelines().all().getFirst().version());

    assertThat(node().deadLetters().replay(letter.task()))
        .isInstanceOfSatisfying(
            Replay.StillRefused.class, refused -> assertThat(refused.why()).contains("is gone"));
  }

  /// A letter that is kept while nothing else is known of its job.
  private DeadLetter forgotten(PipelineVersion version) throws Exception {
    DeadLetter some =
        Fixtures.dead(TaskId.of(Fixtures.job(7), JUDGE), Reason.CORRUPT, Instant.EPOCH);
    var input =
        new JobInput(
            "a.txt", new MediaType("text/plain"), 3, "0".repeat(64), new ObjectKey("in/kept/7"));
    var letter =
        new DeadLetter(
            some.format(),
            some.task(),
            some.tenant(),
            node().pipelines().all().getFirst().name(),
            version,
            some.uses(),
            some.stageVersion(),
            some.refusal(),
            input,
            some.log(),
            some.died(),
            some.run(),
            some.fate());
    assertThat(backend.orElseThrow().jobs().create(RecordKey.deadLetter(letter.task()), letter))
        .isTrue();
    return letter;
  }

  private static Pipeline fussy(AtomicBoolean mended) {
    return Pipeline.named("p")
        .stage(
            JUDGE.value(),
            LambdaStage.of(
                "test/judge",
                in -> mended.get() ? Outcome.done() : Outcome.reject(Reason.CORRUPT, "no")));
  }

  private TaskState atEnd(JobRecord job) throws Exception {
    RecordKey key = RecordKey.of(TaskId.of(job.id(), Definition.AT_END));
    var found = backend.orElseThrow().jobs().read(List.of(key)).get(key);
    return found != null && found.value() instanceof TaskRecord task
        ? task.state()
        : TaskState.QUEUED;
  }

  private List<NumberedEvent> replays(JobRecord job) throws Exception {
    try (var events = Probe.of(node().jobs().follow(job.id(), 0))) {
      var told = new ArrayList<NumberedEvent>();
      int ends = 0;
      while (ends < 2) {
        NumberedEvent next = events.next();
        ends += next.event().type() == JobEvent.Type.JOB_ENDED ? 1 : 0;
        if (next.event().type() == JobEvent.Type.TASK_REPLAYED) {
          told.add(next);
        }
      }
      return told;
    }
  }

  private long halfOpened() {
    return probe.events().stream()
        .filter(e -> e instanceof BreakerChanged(var _, String state) && state.equals("HALF_OPEN"))
        .count();
  }

  private long deliveries() {
    return probe.events().stream()
        .filter(e ->
            e instanceof AttemptFinished
                || e instanceof DeliverySkipped
                || e instanceof DeliveryFailed)
        .count();
  }
}
