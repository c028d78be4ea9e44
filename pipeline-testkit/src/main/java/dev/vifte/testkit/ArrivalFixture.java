package dev.vifte.testkit;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.ingest.Arrival;
import dev.vifte.ingest.ArrivalResult;
import dev.vifte.ingest.IngestSettings;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobState;
import dev.vifte.job.JobSummary;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.stage.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A node that takes what comes from outside, and a bucket of others, `inbox`.
abstract class ArrivalFixture {
  static final PipelineName TEXTS = new PipelineName("texts");
  static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  final MemoryBuckets buckets = new MemoryBuckets("inbox");
  final Queue<String> worked = new ConcurrentLinkedQueue<>();
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

  Node start(IngestSettings settings) throws IOException {
    Node started =
        Node.on(backend.orElseThrow())
            .running(texts(TEXTS))
            .within(NodeLimits.defaults().lease(Duration.ofSeconds(2)).drain(Duration.ZERO))
            .ingesting(settings, buckets)
            .start();
    node = Optional.of(started);
    return started;
  }

  /// Works on texts and notes what they say.
  Pipeline texts(PipelineName name) {
    return Pipeline.named(name.value())
        .accepting("text/plain")
        .stage(
            "note",
            LambdaStage.of(
                "test/note",
                in -> {
                  try (var bytes = in.open()) {
                    worked.add(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
                  }
                  return Outcome.done();
                }));
  }

  Node node() {
    return node.orElseThrow();
  }

  ArrivalResult bring(Arrival arrival) {
    return node().arrivals().accept(arrival, 0);
  }

  /// Brings it as often as it is told to come later.
  static ArrivalResult insist(Node node, Arrival arrival) throws Exception {
    ArrivalResult[] last = new ArrivalResult[1];
    Probe.eventually(
        "the arrival is taken",
        () -> {
          last[0] = node.arrivals().accept(arrival, 0);
          return !(last[0] instanceof ArrivalResult.Later);
        });
    return last[0];
  }

  static Arrival arrival(Arrival.Content content) {
    return arrival(content, 0);
  }

  static Arrival arrival(Arrival.Content content, int hops) {
    String raw = "{\"event\":\"%s\"}".formatted(content);
    return new Arrival(TEXTS, content, hops, Optional.empty(), raw);
  }

  static Arrival named(String key) {
    return arrival(new Arrival.Named("inbox", key, Optional.empty()));
  }

  static Arrival named(String key, String etag) {
    return arrival(new Arrival.Named("inbox", key, Optional.of(etag)));
  }

  List<DeadLetter> letters() throws IOException {
    return node().deadLetters().list(DeadLetterQuery.ALL);
  }

  /// The jobs there are, without those that were refused at the door.
  List<JobSummary> jobs() throws IOException {
    return node().jobs().list(JobQuery.NEWEST).stream()
        .filter(job -> job.state() != JobState.REFUSED)
        .toList();
  }
}
