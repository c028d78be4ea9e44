package dev.vifte.testkit;

import static dev.vifte.pipeline.Pipeline.after;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Backend;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.deadletter.DeadLetters.Replay;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.ItemName;
import dev.vifte.job.JobRecord;
import dev.vifte.job.TaskId;
import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.Scale;
import dev.vifte.pipeline.StageName;
import dev.vifte.retry.RetryPolicy;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the engine promises on any backend: extend it and say how to open one.
public abstract class EngineContract {
  private static final TenantId TENANT = new TenantId("acme");
  private static final MediaType TEXT = new MediaType("text/plain");
  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5));
  private final JobProbe probe = new JobProbe();
  private Optional<Backend> backend = Optional.empty();
  private Optional<Node> node = Optional.empty();

  /// Opens a fresh, empty backend.
  protected abstract Backend open() throws IOException;

  @BeforeEach
  final void openBackend() throws IOException {
    backend = Optional.of(open());
  }

  @AfterEach
  final void closeAll() throws IOException {
    node.ifPresent(Node::close);
    backend.orElseThrow().close();
  }

  @Test
  void an_upload_goes_all_the_way_to_a_manifest_with_its_outputs() throws Exception {
    start(
        Pipeline.named("p")
            .stage(
                "copy",
                LambdaStage.of("test/copy", in -> Outcome.done(output(in.open().readAllBytes())))));

    JobRecord job = upload("hello");
    ObjectNode manifest = ended(job);

    assertThat(manifest.at("/state").asText()).isEqualTo("completed");
    assertThat(manifest.at("/stages/copy/outputs/0/size").asInt()).isEqualTo(5);
    var stored =
        node().jobs().output(TENANT, job.id(), new StageName("copy"), "out.txt").orElseThrow();
    try (var content = node().jobs().open(stored, ByteRange.ALL)) {
      assertThat(content.stream().readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("hello");
    }
  }

  @Test
  void a_stage_waits_for_all_it_comes_after_and_sees_their_results() throws Exception {
    start(
        Pipeline.named("p")
            .stage(
                "a",
                LambdaStage.of("test/a", in -> Outcome.done(Json.object().put("a", 1), List.of())))
            .stage(
                "b",
                LambdaStage.of("test/b", in -> Outcome.done(Json.object().put("b", 2), List.of())))
            .stage(
                "join",
                LambdaStage.of("test/join", in -> Outcome.done(joined(in.after()), List.of())),
                after("a", "b")));

    ObjectNode manifest = ended(upload("x"));

    assertThat(manifest.at("/stages/join/data").toString()).isEqualTo("{\"a\":1,\"b\":2}");
  }

  @Test
  void a_stage_fans_out_into_items_and_the_next_waits_for_all_of_them() throws Exception {
    var items = List.of(new ItemName("1-8"), new ItemName("9-16"), new ItemName("17-20"));
    start(
        Pipeline.named("p")
            .stage(
                "pages",
                LambdaStage.of(
                    "test/pages",
                    in ->
                        in.item().isEmpty()
                            ? Outcome.fanOut(Json.object().put("pages", 20), items)
                            : Outcome.done(
                                output(in.item().get().value().getBytes(StandardCharsets.UTF_8)))))
            .stage(
                "sum",
                LambdaStage.of(
                    "test/sum",
                    in ->
                        Outcome.done(
                            Json.object()
                                .put(
                                    "outputs",
                                    in.after().values().iterator().next().outputs().size()),
                            List.of())),
                after("pages")));

    ObjectNode manifest = ended(upload("x"));

    assertThat(manifest.at("/stages/sum/data/outputs").asInt()).isEqualTo(3);
    assertThat(manifest.at("/stages/pages/data/items").size()).isEqualTo(3);
  }

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
  void the_same_idempotency_key_gives_the_same_job_and_other_bytes_are_refused() throws Exception {
    start(Pipeline.named("p").stage("noop", LambdaStage.of("test/noop", in -> Outcome.done())));

    var first = (UploadResult.Accepted) send("same", Optional.of("key-1"));
    var again = (UploadResult.Accepted) send("same", Optional.of("key-1"));
    UploadResult other = send("other", Optional.of("key-1"));

    assertThat(again.job().id()).isEqualTo(first.job().id());
    assertThat(again.repeated()).isTrue();
    assertThat(other).isInstanceOf(UploadResult.KeyMismatch.class);
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
  void a_store_that_is_down_costs_no_attempt() throws Exception {
    var objects = new SwitchableObjects(backend.orElseThrow().objects());
    Backend whole = backend.orElseThrow();
    backend = Optional.of(new Backend(objects, whole.queue(), whole.jobs(), whole.events()));
    var tries = new AtomicInteger();
    start(
        Pipeline.named("p")
            .stage(
                "read",
                LambdaStage.of(
                    "test/read",
                    in -> {
                      objects.down(tries.getAndIncrement() == 0);
                      in.open().close();
                      return Outcome.done();
                    })));

    JobRecord job = upload("x");
    probe.await(e -> e instanceof PipelineEvent.AttemptFinished, Duration.ofSeconds(10));
    objects.down(false);

    assertThat(ended(job).at("/stages/read/attempts").asInt()).isEqualTo(1);
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

  @Test
  void never_more_tasks_run_at_once_than_the_scale_allows() throws Exception {
    var running = new AtomicInteger();
    var most = new ConcurrentLinkedQueue<Integer>();
    start(
        Pipeline.named("p")
            .stage(
                "two",
                LambdaStage.of(
                    "test/two",
                    in -> {
                      most.add(running.incrementAndGet());
                      Thread.onSpinWait();
                      running.decrementAndGet();
                      return Outcome.done();
                    }),
                spec -> spec.scale(new Scale(2, 2))));

    for (int i = 0; i < 20; i++) {
      ended(upload("file " + i));
    }

    assertThat(most).allMatch(count -> count <= 2);
  }

  @Test
  void twenty_jobs_at_once_all_end() throws Exception {
    start(Pipeline.named("p").stage("noop", LambdaStage.of("test/noop", in -> Outcome.done())));

    var jobs = new ArrayList<JobRecord>();
    for (int i = 0; i < 20; i++) {
      jobs.add(upload("file " + i));
    }

    for (JobRecord job : jobs) {
      assertThat(ended(job).at("/state").asText()).isEqualTo("completed");
    }
  }

  private void start(Pipeline pipeline) throws IOException {
    node =
        Optional.of(
            Node.on(backend.orElseThrow())
                .running(pipeline)
                .within(limits())
                .listening(probe)
                .start());
  }

  private static NodeLimits limits() {
    return NodeLimits.defaults()
        .lease(Duration.ofSeconds(2))
        .reconcile(Duration.ofMillis(200))
        .drain(Duration.ofSeconds(2));
  }

  private Node node() {
    return node.orElseThrow();
  }

  private JobRecord upload(String text) throws IOException {
    return ((UploadResult.Accepted) send(text, Optional.empty())).job();
  }

  private UploadResult send(String text, Optional<String> key) throws IOException {
    var request =
        new UploadRequest(
            TENANT,
            node().pipelines().all().getFirst().name(),
            "a.txt",
            key,
            Optional.empty(),
            Optional.empty());
    return node()
        .uploads()
        .accept(request, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private ObjectNode ended(JobRecord job) throws Exception {
    return ended(job, 1);
  }

  private ObjectNode ended(JobRecord job, int run) throws Exception {
    probe.awaitEnd(job.id(), run, Duration.ofSeconds(30));
    return node().jobs().document(TENANT, job.id()).orElseThrow();
  }

  private static Output output(byte[] bytes) {
    return Output.bytes("out.txt", TEXT, bytes);
  }

  private static ObjectNode joined(Map<StageName, StageResult> after) {
    ObjectNode all = Json.object();
    after.values().stream()
        .map(StageResult::data)
        .sorted(Comparator.comparing(Object::toString))
        .forEach(all::setAll);
    return all;
  }
}
