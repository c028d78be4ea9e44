package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.ingest.IngestSettings;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobState;
import dev.vifte.job.JobSummary;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.observe.PipelineEvent.ArrivalJudged;
import dev.vifte.observe.PipelineListener;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Outcome;
import dev.vifte.testkit.LambdaStage;
import dev.vifte.testkit.MemoryBuckets;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsServer;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Nodes that take what is published to one space, and who publishes there.
final class IngestSite implements AutoCloseable {
  private final States states = new States(1);
  private final MemoryBuckets buckets = new MemoryBuckets("inbox");
  private final Queue<PipelineEvent> told = new ConcurrentLinkedQueue<>();
  private final List<Runnable> closing = new ArrayList<>();
  private final Backend backend;
  private final NatsSettings where;
  private final NatsState state;

  IngestSite(NatsServer server) throws IOException {
    backend = Embedded.open(EmbeddedSettings.inMemory());
    where = states.settings(server.url());
    state = states.open(where);
  }

  Queue<PipelineEvent> told() {
    return told;
  }

  MemoryBuckets buckets() {
    return buckets;
  }

  /// Another connection to the same space.
  NatsState connect() throws IOException {
    return states.open(where);
  }

  /// Has a node take what is published, over the first connection or another.
  void take(Node node, NatsState over) {
    closing.add(NatsIngest.start(over, node)::close);
  }

  Node take(IngestSettings settings) throws IOException {
    Node node = node(settings, PipelineListener.none());
    closing.add(NatsIngest.start(state, node)::close);
    return node;
  }

  Node node(IngestSettings settings, PipelineListener more) throws IOException {
    Node node =
        Node.on(backend)
            .running(
                Pipeline.named("texts")
                    .accepting("text/plain")
                    .stage("noop", LambdaStage.of("test/noop", _ -> Outcome.done())))
            .within(NodeLimits.defaults().lease(Duration.ofSeconds(1)).drain(Duration.ofSeconds(1)))
            .ingesting(settings.withSweep(Duration.ofHours(1)), buckets)
            .listening(told::add)
            .listening(more)
            .start();
    closing.add(node::close);
    return node;
  }

  void publish(String subject, Map<String, String> headers, String body) throws Exception {
    var all = new Headers();
    headers.forEach(all::put);
    var message =
        NatsMessage.builder()
            .subject(where.space() + "." + subject)
            .headers(all)
            .data(body.getBytes(StandardCharsets.UTF_8))
            .build();
    assertThat(state.link().connection().jetStream().publish(message).isDuplicate()).isFalse();
  }

  static String event(String id, String data) {
    return """
    {"specversion": "1.0", "id": "%s", "source": "/test", "type": "dev.vifte.upload",
     "data": %s}
    """
        .formatted(id, data);
  }

  static List<JobSummary> jobs(Node node, int expected) throws Exception {
    Probe.eventually("%d jobs".formatted(expected), () -> jobs(node).size() >= expected);
    return jobs(node);
  }

  static List<JobSummary> jobs(Node node) throws IOException {
    return node.jobs().list(JobQuery.NEWEST).stream()
        .filter(job -> job.inputName().isPresent() && job.state() != JobState.REFUSED)
        .toList();
  }

  void judged(String how, int times) throws Exception {
    Probe.eventually(
        "%s, %d times".formatted(how, times),
        () ->
            told.stream().filter(e -> e instanceof ArrivalJudged j && j.how().equals(how)).count()
                >= times);
  }

  static void pass(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    Probe.eventually("the time has passed", () -> System.nanoTime() - end > 0);
  }

  void awaitConnected() throws Exception {
    Probe.eventually("the server is back", state.link()::connected);
  }

  void awaitEmptyStream() throws Exception {
    String stream = state.layout().ingest().getName();
    Probe.eventually(
        "nothing is left in the stream",
        () ->
            state.api().call("STREAM.INFO." + stream, new byte[0]).at("/state/messages").asInt(-1)
                == 0);
  }

  static void closeQuietly(NatsState dying) {
    try {
      dying.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    closing.reversed().forEach(Runnable::run);
    states.close();
    backend.close();
  }
}
