package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.StageInput;
import dev.vifte.testkit.JobProbe;
import dev.vifte.testkit.LambdaStage;
import dev.vifte.testkit.Probe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole state is lost, and only the objects are left: what was accepted ends all the same.
final class LostStateTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final Duration SOON = Duration.ofSeconds(30);

  private final JobProbe ends = new JobProbe();
  private final AtomicInteger worked = new AtomicInteger();

  @TempDir Path folder;

  @Test
  void jobs_whose_records_are_lost_end_by_what_lies_beside_their_inputs() throws Exception {
    List<JobRecord> jobs = new ArrayList<>();
    try (Backend backend = open();
        Node gateway = node(backend).withoutWorkers().start()) {
      for (int i = 0; i < 5; i++) {
        jobs.add(upload(gateway, "file " + i));
      }
      putForeign(backend, "in/acme/odd/one", Optional.empty());
      putForeign(backend, "in/acme/00000000/one", Optional.of("no note"));
    }
    loseState();

    try (Backend backend = open();
        Node node = node(backend).start()) {
      for (JobRecord job : jobs) {
        ends.awaitEnd(job.id(), 1, SOON);
        assertThat(state(node, job)).isEqualTo("completed");
        assertThat(node.jobs().find(TENANT, job.id()).orElseThrow().accepted())
            .isEqualTo(job.accepted());
      }
    }
  }

  @Test
  void a_job_that_had_ended_is_still_shown_and_not_run_again() throws Exception {
    List<JobRecord> jobs = new ArrayList<>();
    try (Backend backend = open()) {
      try (Node node = node(backend).start()) {
        jobs.add(upload(node, "done"));
        ends.awaitEnd(jobs.getFirst().id(), 1, SOON);
      }
      jobs.add(waiting(backend));
    }
    loseState();

    try (Backend backend = open();
        Node node = node(backend).start()) {
      ends.awaitEnd(jobs.getLast().id(), 1, SOON);

      assertThat(state(node, jobs.getFirst())).isEqualTo("completed");
      JobId done = jobs.getFirst().id();
      assertThat(node.jobs().output(TENANT, done, new StageName("copy"), "copy.txt"))
          .hasValueSatisfying(output -> assertThat(output.size()).isEqualTo(4));
      assertThat(worked).hasValue(2);
    }
  }

  @Test
  void a_job_that_was_cancelled_is_not_run_again() throws Exception {
    JobRecord cancelled;
    try (Backend backend = open()) {
      cancelled = waiting(backend);
      try (Node gateway = node(backend).withoutWorkers().start()) {
        var _ = gateway.jobs().cancel(TENANT, cancelled.id());
      }
      waiting(backend);
    }
    loseState();

    try (Backend backend = open();
        Node node = node(backend).start()) {
      JobRecord other = upload(node, "later");
      ends.awaitEnd(other.id(), 1, SOON);
      Probe.eventually("what waited has run", () -> worked.get() == 2);

      assertThat(state(node, cancelled)).isEqualTo("cancelled");
      assertThat(node.jobs().find(TENANT, cancelled.id())).isEmpty();
    }
  }

  /// A job that nobody works on before the state is lost: when it has ended, the objects were
  /// looked at.
  private JobRecord waiting(Backend backend) throws IOException {
    try (Node gateway = node(backend).withoutWorkers().start()) {
      return upload(gateway, "waiting");
    }
  }

  /// What others left among the inputs keeps no job from coming back.
  private static void putForeign(Backend backend, String key, Optional<String> note)
      throws IOException {
    var plain = PutOptions.once(new MediaType("text/plain"));
    PutOptions how = note.map(plain::noting).orElse(plain);
    backend.objects().put(new ObjectKey(key), new ByteArrayInputStream(new byte[] {1}), how);
  }

  private Backend open() throws IOException {
    return Embedded.open(EmbeddedSettings.in(folder));
  }

  private void loseState() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  private Node.Draft node(Backend backend) {
    return Node.on(backend)
        .running(Pipeline.named("p").stage("copy", LambdaStage.of("test/copy", this::copy)))
        .within(
            NodeLimits.defaults().lease(Duration.ofSeconds(1)).reconcile(Duration.ofMillis(100)))
        .listening(ends);
  }

  private Outcome copy(StageInput input) throws IOException {
    worked.incrementAndGet();
    try (var bytes = input.open()) {
      return Outcome.done(
          Output.bytes("copy.txt", new MediaType("text/plain"), bytes.readAllBytes()));
    }
  }

  private static String state(Node node, JobRecord job) throws IOException {
    return node.jobs().document(TENANT, job.id()).orElseThrow().at("/state").asText();
  }

  private static JobRecord upload(Node node, String text) throws IOException {
    var request =
        new UploadRequest(
            TENANT,
            new PipelineName("p"),
            "a.txt",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return ((UploadResult.Accepted) node.uploads().accept(request, bytes)).job();
  }
}
