package dev.vifte.testkit;

import static dev.vifte.pipeline.Pipeline.after;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Backend;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobRecord;
import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.StageName;
import dev.vifte.retry.RetryPolicy;
import dev.vifte.stage.Output;
import dev.vifte.stage.StageResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A node over a fresh backend, for the contracts of the engine.
abstract class EngineFixture {
  static final TenantId TENANT = new TenantId("acme");
  private static final MediaType TEXT = new MediaType("text/plain");
  static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5));
  final JobProbe probe = new JobProbe();
  Optional<Backend> backend = Optional.empty();
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

  void start(Pipeline pipeline) throws IOException {
    start(pipeline, draft -> draft);
  }

  void start(Pipeline pipeline, UnaryOperator<Node.Draft> how) throws IOException {
    Node.Draft draft =
        Node.on(backend.orElseThrow()).running(pipeline).within(limits()).listening(probe);
    node = Optional.of(how.apply(draft).start());
  }

  static NodeLimits limits() {
    return NodeLimits.defaults()
        .lease(Duration.ofSeconds(2))
        .reconcile(Duration.ofMillis(200))
        .drain(Duration.ofSeconds(2));
  }

  Node node() {
    return node.orElseThrow();
  }

  JobRecord upload(String text) throws IOException {
    return ((UploadResult.Accepted) send(text, Optional.empty())).job();
  }

  UploadResult send(String text, Optional<String> key) throws IOException {
    return send(text, key, Optional.empty());
  }

  UploadResult send(String text, Optional<String> key, Optional<TraceContext> caller)
      throws IOException {
    var request =
        new UploadRequest(
            TENANT,
            node().pipelines().all().getFirst().name(),
            "a.txt",
            key,
            Optional.empty(),
            caller);
    return node()
        .uploads()
        .accept(request, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  ObjectNode ended(JobRecord job) throws Exception {
    return ended(job, 1);
  }

  ObjectNode ended(JobRecord job, int run) throws Exception {
    probe.awaitEnd(job.id(), run, Duration.ofSeconds(30));
    return node().jobs().document(TENANT, job.id()).orElseThrow();
  }

  static Output output(byte[] bytes) {
    return Output.bytes("out.txt", TEXT, bytes);
  }

  static ObjectNode joined(Map<StageName, StageResult> after) {
    ObjectNode all = Json.object();
    after.values().stream()
        .map(StageResult::data)
        .sorted(Comparator.comparing(Object::toString))
        .forEach(all::setAll);
    return all;
  }
}
