package dev.vifte.testkit;

import static dev.vifte.pipeline.Pipeline.after;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.deadletter.DeadLetters.Replay;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobRecord;
import dev.vifte.job.TaskId;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the engine promises when work fails, hangs, is cancelled or moves to another node, on any
/// backend: extend it and say how to open one.
public abstract class EngineTroubleContract extends OutageContract {
  @Test
  void a_transient_failure_is_tried_again_until_it_works() throws Exception {
    var tries = new AtomicInteger();
    start(
        Pipeline.named("p")
            .stage(
                "flaky",
                LambdaStage.of(
                    "test/flaky",
                    in -> tries.incrementAndGet() < 3 ? Outcome.retry("not yet") : Outcome.done()))
            .retrying(QUICK));

    ObjectNode manifest = ended(upload("x"));

    assertThat(manifest.at("/state").asText()).isEqualTo("completed");
    assertThat(manifest.at("/stages/flaky/attempts").asInt()).isEqualTo(3);
  }

  @Test
  void a_failure_that_stays_becomes_a_dead_letter_with_its_history() throws Exception {
    start(
        Pipeline.named("p")
            .stage(
                "bad",
                LambdaStage.of(
                    "test/bad",
                    in -> {
                      throw new IllegalStateException("boom");
                    }))
            .retrying(QUICK));

    JobRecord job = upload("x");
    ObjectNode manifest = ended(job);

    assertThat(manifest.at("/state").asText()).isEqualTo("failed");
    assertThat(manifest.at("/stages/bad/state").asText()).isEqualTo("dead");
    var letters = node().deadLetters().list(DeadLetterQuery.ALL);
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().refusal().reason()).isEqualTo(Reason.ATTEMPTS_EXHAUSTED);
    assertThat(letters.getFirst().log()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void bad_input_is_refused_once_and_the_other_stages_keep_their_results() throws Exception {
    var tries = new AtomicInteger();
    start(
        Pipeline.named("p")
            .stage(
                "strict",
                LambdaStage.of(
                    "test/strict",
                    in -> {
                      tries.incrementAndGet();
                      return Outcome.reject(Reason.CORRUPT, "no good");
                    }))
            .stage(
                "lenient",
                LambdaStage.of("test/lenient", in -> Outcome.done(output(new byte[3])))));

    ObjectNode manifest = ended(upload("x"));

    assertThat(tries).hasValue(1);
    assertThat(manifest.at("/stages/strict/reason").asText()).isEqualTo("corrupt");
    assertThat(manifest.at("/stages/lenient/outputs").size()).isEqualTo(1);
  }

  @Test
  void a_dead_letter_replayed_right_after_its_death_ends_the_job_well() throws Exception {
    var good = new AtomicInteger();
    start(
        Pipeline.named("p")
            .stage(
                "late",
                LambdaStage.of(
                    "test/late",
                    in -> good.get() == 0 ? Outcome.reject(Reason.CORRUPT, "no") : Outcome.done()))
            .stage("next", LambdaStage.of("test/next", in -> Outcome.done()), after("late")));
    JobRecord job = upload("x");
    ObjectNode first = ended(job);
    good.set(1);

    Replay replay = node().deadLetters().replay(TaskId.of(job.id(), new StageName("late")));
    ObjectNode second = ended(job, 2);

    assertThat(first.at("/state").asText()).isEqualTo("failed");
    assertThat(replay).isInstanceOf(Replay.Published.class);
    assertThat(second.at("/state").asText()).isEqualTo("completed");
    assertThat(node().deadLetters().list(DeadLetterQuery.ALL)).isEmpty();
  }

  @Test
  void a_cancelled_job_stops_what_runs_and_never_starts_what_waits() throws Exception {
    var started = new CountDownLatch(1);
    var nextRan = new AtomicInteger();
    var stopped = new CountDownLatch(1);
    start(
        Pipeline.named("p")
            .stage(
                "long",
                LambdaStage.of(
                    "test/long",
                    in -> {
                      started.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } finally {
                        stopped.countDown();
                      }
                      return Outcome.done();
                    }))
            .stage(
                "next",
                LambdaStage.of(
                    "test/next",
                    in -> {
                      nextRan.incrementAndGet();
                      return Outcome.done();
                    }),
                after("long")));
    JobRecord job = upload("x");
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    node().jobs().cancel(TENANT, job.id());

    assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ended(job).at("/state").asText()).isEqualTo("cancelled");
    assertThat(nextRan).hasValue(0);
  }

  @Test
  void a_task_that_costs_more_than_the_heap_is_refused_with_a_reason() throws Exception {
    start(
        Pipeline.named("p")
            .stage("huge", LambdaStage.of("test/huge", in -> Outcome.done()).costing(1L << 45)));

    assertThat(ended(upload("x")).at("/stages/huge/reason").asText()).isEqualTo("too-large");
  }

  @Test
  void a_waiting_stage_that_hangs_is_stopped_at_its_timeout_and_tried_again() throws Exception {
    var tries = new AtomicInteger();
    start(
        Pipeline.named("p")
            .stage(
                "hang",
                LambdaStage.of(
                    "test/hang",
                    in -> {
                      if (tries.incrementAndGet() == 1) {
                        new CountDownLatch(1).await();
                      }
                      return Outcome.done();
                    }),
                Pipeline.within(Duration.ofMillis(300)))
            .retrying(QUICK));

    assertThat(ended(upload("x")).at("/state").asText()).isEqualTo("completed");
    assertThat(tries).hasValue(2);
  }

  @Test
  void a_node_that_leaves_gives_its_work_back_and_another_finishes_it() throws Exception {
    var tries = new AtomicInteger();
    var started = new CountDownLatch(1);
    Pipeline pipeline =
        Pipeline.named("p")
            .stage(
                "slow",
                LambdaStage.of(
                    "test/slow",
                    in -> {
                      started.countDown();
                      if (tries.getAndIncrement() == 0) {
                        new CountDownLatch(1).await();
                      }
                      return Outcome.done();
                    }));
    start(pipeline);
    JobRecord job = upload("x");
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    node().close();
    start(pipeline);

    assertThat(ended(job).at("/stages/slow/attempts").asInt()).isEqualTo(1);
  }
}
