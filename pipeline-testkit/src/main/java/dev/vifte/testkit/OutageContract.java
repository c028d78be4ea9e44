package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.job.JobRecord;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.Scale;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.StageInput;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the engine promises while its object store is away. Extend [EngineTroubleContract], which
/// has these cases too.
abstract class OutageContract extends EngineFixture {
  @Test
  void a_store_that_is_down_costs_no_attempt() throws Exception {
    assertCostsNoAttempt((in, goDown) -> {
      goDown.run();
      in.open().close();
    });
  }

  @Test
  void a_store_that_goes_down_while_it_is_read_costs_no_attempt() throws Exception {
    assertCostsNoAttempt((in, goDown) -> {
      try (InputStream bytes = in.open()) {
        goDown.run();
        bytes.readAllBytes();
      }
    });
  }

  /// What a stage does, and how the store goes down under it.
  @FunctionalInterface
  private interface Reading {
    void read(StageInput in, Runnable goDown) throws Exception;
  }

  private SwitchableObjects switchable() {
    Backend whole = backend.orElseThrow();
    var objects = new SwitchableObjects(whole.objects());
    backend = Optional.of(new Backend(objects, whole.queue(), whole.jobs(), whole.events()));
    return objects;
  }

  private void awaitStopped() throws InterruptedException {
    probe.await(
        e -> e instanceof PipelineEvent.BreakerChanged(var _, String state) && state.equals("OPEN"),
        Duration.ofSeconds(10));
  }

  @Test
  void work_that_is_done_waits_for_the_store_and_is_not_done_again() throws Exception {
    SwitchableObjects objects = switchable();
    var tries = new AtomicInteger();
    start(
        Pipeline.named("p")
            .stage(
                "make",
                LambdaStage.of(
                    "test/make",
                    in -> {
                      objects.down(tries.getAndIncrement() == 0);
                      return Outcome.done(output(new byte[] {1}));
                    })));

    JobRecord job = upload("x");
    awaitStopped();
    objects.down(false);

    assertThat(ended(job).at("/stages/make/outputs").size()).isEqualTo(1);
    assertThat(tries).hasValue(1);
  }

  @Test
  void what_waits_for_a_thread_while_the_store_goes_down_is_not_begun() throws Exception {
    SwitchableObjects objects = switchable();
    int cores = limits().cpuThreads();
    var allBegan = new CountDownLatch(cores);
    var goOn = new CountDownLatch(1);
    start(reading(allBegan, goOn, cores + 2));
    for (int i = 0; i < cores + 2; i++) {
      upload("file " + i);
    }
    assertThat(allBegan.await(10, TimeUnit.SECONDS)).isTrue();
    Probe.eventually(
        "the others wait for a thread", () -> node().pools().getFirst().busy() > cores + 1);

    objects.down(true);
    goOn.countDown();
    awaitStopped();
    Probe.eventually(
        "the others are given back", () -> heard(PipelineEvent.DeliverySkipped.class) >= 2);

    assertThat(heard(PipelineEvent.AttemptStarted.class)).isEqualTo(cores);
    objects.down(false);
  }

  /// A computing stage that reads its input once it may go on.
  private static Pipeline reading(CountDownLatch began, CountDownLatch goOn, int places) {
    LambdaStage stage =
        LambdaStage.of(
            "test/read",
            in -> {
              began.countDown();
              goOn.await();
              in.open().close();
              return Outcome.done();
            });
    return Pipeline.named("p")
        .stage("read", stage.computing(), spec -> spec.scale(new Scale(places, places)));
  }

  private long heard(Class<? extends PipelineEvent> kind) {
    return probe.events().stream().filter(kind::isInstance).count();
  }

  private void assertCostsNoAttempt(Reading reading) throws Exception {
    SwitchableObjects objects = switchable();
    var tries = new AtomicInteger();
    start(
        Pipeline.named("p")
            .stage(
                "read",
                LambdaStage.of(
                    "test/read",
                    in -> {
                      reading.read(in, () -> objects.down(tries.getAndIncrement() == 0));
                      return Outcome.done();
                    })));

    JobRecord job = upload("x");
    probe.await(e -> e instanceof PipelineEvent.AttemptFinished, Duration.ofSeconds(10));
    awaitStopped();
    objects.down(false);

    assertThat(ended(job).at("/stages/read/attempts").asInt()).isEqualTo(1);
    assertThat(tries).hasValue(2);
  }
}
