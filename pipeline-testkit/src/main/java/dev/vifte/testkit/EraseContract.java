package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.deadletter.DeadLetters.Replay;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.Entry;
import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.Phase;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskId;
import dev.vifte.job.TenantId;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is erased is gone and stays gone, on any backend: extend it and say how to open one.
public abstract class EraseContract extends EngineFixture {
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  @Test
  void a_job_that_is_erased_leaves_nothing_but_tombstones() throws Exception {
    start(copying());
    JobRecord job = upload("hello");
    JobRecord other = upload("other");
    ended(job);
    ended(other);
    assertThat(objects(job.id())).hasSizeGreaterThanOrEqualTo(3);

    Erasure begun = erase(job).orElseThrow();

    assertThat(begun.removed().objects()).isGreaterThanOrEqualTo(3);
    assertThat(objects(job.id())).isEmpty();
    assertThat(node().jobs().document(TENANT, job.id())).isEmpty();
    assertThat(records(job.id())).isNotEmpty().allMatch(Tombstone.class::isInstance);
    assertThat(objects(other.id())).hasSizeGreaterThanOrEqualTo(3);
    Probe.eventually(
        "only the other is listed",
        () ->
            node().jobs().list(JobQuery.NEWEST).stream().allMatch(s -> s.id().equals(other.id())));
    assertThat(done(begun).removed().events()).isPositive();
    assertThat(backend.orElseThrow().events().read(job.id(), 0, 100)).isEmpty();
  }

  @Test
  void erasing_again_is_the_same_and_only_its_tenant_can() throws Exception {
    start(copying());
    JobRecord job = upload("hello");
    ended(job);
    var stranger = new TenantId("stranger");

    assertThat(node().jobs().erasures().job(stranger, job.id())).isEmpty();
    Erasure first = erase(job).orElseThrow();
    Erasure again = erase(job).orElseThrow();

    assertThat(again.began()).isEqualTo(first.began());
    assertThat(node().jobs().erasures().job(stranger, job.id())).isEmpty();
    assertThat(node().jobs().erasures().job(TENANT, new JobId("never-there"))).isEmpty();
  }

  @Test
  void what_runs_is_stopped_and_what_waits_is_never_started() throws Exception {
    var runs = new AtomicInteger();
    start(holding(runs));
    JobRecord running = upload("one");
    JobRecord waiting = upload("two");
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    Erasure first = erase(running).orElseThrow();
    Erasure second = erase(waiting).orElseThrow();
    go.countDown();
    done(first);
    done(second);

    assertThat(runs.get()).isLessThanOrEqualTo(2);
    assertThat(objects(running.id())).isEmpty();
    assertThat(objects(waiting.id())).isEmpty();
  }

  @Test
  void a_writer_that_has_not_heard_of_it_leaves_nothing() throws Exception {
    start(
        Pipeline.named("p")
            .stage(
                "copy",
                LambdaStage.of(
                    "test/copy",
                    in -> {
                      started.countDown();
                      go.await();
                      return Outcome.done(output(new byte[] {1, 2, 3}));
                    })));
    JobRecord job = upload("hello");
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    var store = backend.orElseThrow();
    store.jobs().erase(job.id(), ManualClock.START);
    store.objects().erase(ObjectPrefix.under(folder("in", job.id())));
    go.countDown();
    probe.await(
        e ->
            e instanceof dev.vifte.observe.PipelineEvent.DeliverySkipped(var task, var _)
                && task.job().equals(job.id()),
        java.time.Duration.ofSeconds(10));

    assertThat(objects(job.id())).isEmpty();
    assertThat(records(job.id())).allMatch(Tombstone.class::isInstance);
  }

  @Test
  void its_dead_letters_go_and_cannot_be_replayed() throws Exception {
    start(
        Pipeline.named("p")
            .stage(
                "strict",
                LambdaStage.of("test/strict", in -> Outcome.reject(Reason.CORRUPT, "no good"))));
    JobRecord job = upload("hello");
    ended(job);
    var task = TaskId.of(job.id(), new StageName("strict"));
    assertThat(node().deadLetters().show(task)).isPresent();

    erase(job);

    assertThat(node().deadLetters().show(task)).isEmpty();
    assertThat(node().deadLetters().replay(task)).isInstanceOf(Replay.NoSuchLetter.class);
    Probe.eventually(
        "none is listed", () -> node().deadLetters().list(DeadLetterQuery.ALL).isEmpty());
  }

  @Test
  void its_idempotency_key_does_not_bring_it_back() throws Exception {
    start(copying());
    var accepted = (UploadResult.Accepted) send("hello", Optional.of("key-1"));
    ended(accepted.job());
    erase(accepted.job());

    assertThat(send("hello", Optional.of("key-1"))).isInstanceOf(UploadResult.KeyMismatch.class);
    assertThat(objects(accepted.job().id())).isEmpty();
  }

  @Test
  void what_comes_late_is_swept_before_the_erasure_is_done() throws Exception {
    start(copying());
    JobRecord job = upload("hello");
    ended(job);
    Erasure begun = erase(job).orElseThrow();
    ObjectKey late = folder("out", job.id()).child("late");
    backend
        .orElseThrow()
        .objects()
        .put(late, Trickle.of(10), dev.vifte.object.PutOptions.once(Fixtures.JPEG));

    assertThat(begun.phase()).isEqualTo(Phase.SWEEPING);
    done(begun);

    assertThat(objects(job.id())).isEmpty();
  }

  private static Pipeline copying() {
    return Pipeline.named("p")
        .stage(
            "copy",
            LambdaStage.of("test/copy", in -> Outcome.done(output(in.open().readAllBytes()))));
  }

  /// One at a time.
  private Pipeline holding(AtomicInteger runs) {
    return Pipeline.named("p")
        .stage(
            "hold",
            LambdaStage.of(
                "test/hold",
                in -> {
                  runs.incrementAndGet();
                  started.countDown();
                  go.await();
                  return Outcome.done(output(new byte[] {1}));
                }));
  }

  private Optional<Erasure> erase(JobRecord job) throws IOException {
    return node().jobs().erasures().job(TENANT, job.id());
  }

  private Erasure done(Erasure begun) throws Exception {
    Probe.eventually("the erasure is done", () -> found(begun).phase() == Phase.DONE);
    return found(begun);
  }

  private Erasure found(Erasure begun) throws IOException {
    return node().jobs().erasures().find(TENANT, begun.id()).orElseThrow();
  }

  private List<ObjectKey> objects(JobId job) throws IOException {
    var keys = new ArrayList<ObjectKey>();
    for (String folder : List.of("in", "out")) {
      var under = ObjectPrefix.under(folder(folder, job));
      try (var found = backend.orElseThrow().objects().list(under)) {
        found.map(ObjectInfo::key).forEach(keys::add);
      }
    }
    return keys;
  }

  private List<Entry> records(JobId job) throws IOException {
    var jobs = backend.orElseThrow().jobs();
    List<RecordKey> keys = jobs.keys(job);
    return jobs.read(keys).values().stream().map(Versioned::value).toList();
  }

  private static ObjectKey folder(String which, JobId job) {
    return new ObjectKey(which).child(TENANT.value()).child(job.value());
  }
}
