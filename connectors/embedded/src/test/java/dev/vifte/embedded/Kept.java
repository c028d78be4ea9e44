package dev.vifte.embedded;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageInput;
import dev.vifte.testkit.JobProbe;
import dev.vifte.testkit.LambdaStage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Jobs over a store in memory: one stage copies the text, another counts it and refuses `bad`.
final class Kept implements AutoCloseable {
  static final TenantId TENANT = new TenantId("acme");
  private static final Duration SOON = Duration.ofSeconds(30);

  final Backend backend = open();
  final JobProbe probe = new JobProbe();
  final AtomicInteger copied = new AtomicInteger();
  final AtomicInteger counted = new AtomicInteger();

  private static Backend open() {
    try {
      return Embedded.open(EmbeddedSettings.inMemory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Node.Draft node() {
    return Node.on(backend)
        .running(
            Pipeline.named("p")
                .stage("copy", LambdaStage.of("test/copy", this::copy))
                .stage("count", LambdaStage.of("test/count", this::count)))
        .within(NodeLimits.defaults().lease(Duration.ofSeconds(1)).reconcile(Duration.ofMillis(50)))
        .listening(probe);
  }

  private Outcome copy(StageInput input) throws IOException {
    copied.incrementAndGet();
    try (var bytes = input.open()) {
      return Outcome.done(
          Output.bytes("copy.txt", new MediaType("text/plain"), bytes.readAllBytes()));
    }
  }

  private Outcome count(StageInput input) throws IOException {
    counted.incrementAndGet();
    try (var bytes = input.open()) {
      String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      return text.equals("bad") ? Outcome.reject(Reason.CORRUPT, "no") : Outcome.done();
    }
  }

  /// A job that has ended.
  JobRecord ended(Node node, String text) throws Exception {
    JobRecord job = upload(node, text);
    probe.awaitEnd(job.id(), 1, SOON);
    return job;
  }

  static JobRecord upload(Node node, String text) throws IOException {
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

  /// What lies in `in` or `out` of a job.
  List<ObjectKey> objects(String folder, JobId job) throws IOException {
    var key = new ObjectKey(folder).child(TENANT.value()).child(job.value());
    try (Stream<ObjectInfo> all = backend.objects().list(ObjectPrefix.under(key))) {
      return all.map(ObjectInfo::key).toList();
    }
  }

  @Override
  public void close() throws IOException {
    backend.close();
  }
}
