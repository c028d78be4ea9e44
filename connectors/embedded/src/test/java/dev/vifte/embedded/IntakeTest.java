package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.ingest.Intake;
import dev.vifte.ingest.Intake.Answer;
import dev.vifte.ingest.Share;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.stage.Outcome;
import dev.vifte.testkit.LambdaStage;
import dev.vifte.testkit.Probe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who comes in, decided before a byte is read. Nobody works here, so what comes in stays.
final class IntakeTest {
  private static final TenantId LOUD = new TenantId("loud");
  private static final TenantId QUIET = new TenantId("quiet");
  private static final PipelineName PIPELINE = new PipelineName("p");

  private final AtomicReference<Share> share = new AtomicReference<>(Share.DEFAULTS);
  private Optional<Backend> backend = Optional.empty();
  private Optional<Node> node = Optional.empty();

  @AfterEach
  void close() throws IOException {
    node.ifPresent(Node::close);
    backend.orElseThrow().close();
  }

  @Test
  void a_tenant_over_its_tasks_is_refused_and_another_is_not() throws Exception {
    start(Intake.Limits.DEFAULTS, 1 << 20);
    share.set(new Share(500, 3));

    upload(3);

    assertThat(ask(LOUD)).isInstanceOf(Answer.TooManyRequests.class);
    assertThat(ask(QUIET)).isInstanceOf(Answer.Welcome.class);
  }

  @Test
  void a_tenant_is_welcome_again_as_soon_as_its_share_is_raised() throws Exception {
    start(Intake.Limits.DEFAULTS, 1 << 20);
    share.set(new Share(500, 3));
    upload(3);
    assertThat(ask(LOUD)).isInstanceOf(Answer.TooManyRequests.class);

    share.set(new Share(500, 4));

    assertThat(ask(LOUD)).isInstanceOf(Answer.Welcome.class);
  }

  @Test
  void a_tenant_that_comes_too_fast_is_refused_and_another_is_not() throws Exception {
    start(Intake.Limits.DEFAULTS, 1 << 20);
    share.set(new Share(1, 1000));
    Probe.eventually("its second is over", () -> !(ask(LOUD) instanceof Answer.Welcome));

    assertThat(ask(LOUD)).isInstanceOf(Answer.TooManyRequests.class);
    Probe.eventually("another comes in", () -> ask(QUIET) instanceof Answer.Welcome);
  }

  @Test
  void one_tenant_does_not_take_all_places_for_uploads() throws Exception {
    start(Intake.Limits.DEFAULTS.uploads(4).tenantPart(0.5), 1 << 20);
    assertThat(ask(LOUD)).isInstanceOf(Answer.Welcome.class);
    assertThat(ask(LOUD)).isInstanceOf(Answer.Welcome.class);

    assertThat(ask(LOUD)).isInstanceOf(Answer.TooManyRequests.class);
    assertThat(ask(QUIET)).isInstanceOf(Answer.Welcome.class);
    assertThat(ask(QUIET)).isInstanceOf(Answer.Welcome.class);
    assertThat(ask(new TenantId("third"))).isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void one_tenant_does_not_fill_the_queue() throws Exception {
    start(Intake.Limits.DEFAULTS.tenantPart(0.5), 16 << 10);

    Probe.eventually("the loud one is refused", () -> !comesIn(LOUD));

    assertThat(ask(LOUD)).isInstanceOf(Answer.TooManyRequests.class);
    assertThat(ask(QUIET)).isInstanceOf(Answer.Welcome.class);
  }

  @Test
  void a_queue_above_its_part_takes_nobody_and_says_when_to_come_again() throws Exception {
    start(Intake.Limits.DEFAULTS.tenantPart(1).fullAt(0.5), 16 << 10);
    Probe.eventually("the queue is half full", () -> !comesIn(LOUD) && !comesIn(QUIET));

    Probe.eventually(
        "nobody comes in",
        () ->
            ask(QUIET) instanceof Answer.Unavailable(String _, Duration wait)
                && wait.toSeconds() >= 1
                && wait.toSeconds() <= 360);
  }

  @Test
  void nobody_joins_a_pipeline_whose_files_wait_too_long() throws Exception {
    start(Intake.Limits.DEFAULTS.longestWait(Duration.ofMillis(1)), 1 << 20);
    upload(1);

    Probe.eventually("nobody comes in", () -> ask(QUIET) instanceof Answer.Unavailable);
  }

  private void start(Intake.Limits limits, long queueBytes) throws IOException {
    Backend memory = Embedded.open(EmbeddedSettings.inMemory().maxQueueBytes(queueBytes));
    backend = Optional.of(memory);
    node =
        Optional.of(
            Node.on(memory)
                .running(
                    Pipeline.named(PIPELINE.value())
                        .stage("noop", LambdaStage.of("test/noop", in -> Outcome.done())))
                .taking(limits.shares(_ -> share.get()))
                .withoutWorkers()
                .start());
  }

  private Answer ask(TenantId tenant) throws IOException {
    return node.orElseThrow().intake().ask(tenant, PIPELINE);
  }

  private void upload(int files) throws IOException {
    for (int n = 0; n < files; n++) {
      assertThat(comesIn(LOUD)).isTrue();
    }
  }

  private boolean comesIn(TenantId tenant) throws IOException {
    if (!(ask(tenant) instanceof Answer.Welcome(var place))) {
      return false;
    }
    try (place) {
      var request =
          new UploadRequest(
              tenant, PIPELINE, "a.txt", Optional.empty(), Optional.empty(), Optional.empty());
      var _ =
          node.orElseThrow().uploads().accept(request, new ByteArrayInputStream(new byte[] {'a'}));
      return true;
    }
  }
}
