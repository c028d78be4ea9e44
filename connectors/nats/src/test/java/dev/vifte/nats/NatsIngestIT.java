package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.ingest.IngestSettings;
import dev.vifte.ingest.Watch;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobState;
import dev.vifte.job.JobSummary;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.observe.PipelineEvent.ArrivalJudged;
import dev.vifte.observe.PipelineListener;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineName;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs that NATS clients start, with a real server between.
final class NatsIngestIT {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final IngestSettings SETTINGS =
      IngestSettings.DEFAULTS.watching(
          List.of(new Watch("inbox", "drop/", new PipelineName("texts"))));

  private static NatsServer server;

  private final States states = new States(1);
  private final MemoryBuckets buckets = new MemoryBuckets("inbox");
  private final Queue<PipelineEvent> told = new ConcurrentLinkedQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private NatsSettings where;
  private Backend backend;
  private NatsState state;

  @BeforeAll
  static void startServer() throws Exception {
    server = NatsServer.start(NatsServer.Sync.LAZY);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    backend = Embedded.open(EmbeddedSettings.inMemory());
    where = states.settings(server.url());
    state = states.open(where);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    states.close();
    backend.close();
  }

  @Test
  void an_event_in_one_body_starts_a_job() throws Exception {
    Node node = take(SETTINGS);
    buckets.put("inbox", "one.txt", "hello", LONG_AGO);

    publish("ingest.texts", Map.of(), event("1", "{\"object\": \"s3://inbox/one.txt\"}"));

    assertThat(jobs(node, 1))
        .singleElement()
        .satisfies(job -> {
          assertThat(job.inputName()).contains("one.txt");
          assertThat(job.tenant()).isEqualTo(SETTINGS.tenant());
        });
    awaitEmptyStream();
  }

  @Test
  void an_event_in_headers_starts_a_job() throws Exception {
    Node node = take(SETTINGS);
    var headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "1",
            "ce-source", "/test",
            "ce-type", "dev.vifte.upload",
            "Content-Type", "application/json");

    publish("ingest.texts", headers, "{\"inline\": \"aGVsbG8=\", \"name\": \"two.txt\"}");

    assertThat(jobs(node, 1))
        .singleElement()
        .satisfies(job -> assertThat(job.inputName()).contains("two.txt"));
    awaitEmptyStream();
  }

  @Test
  void a_malformed_event_becomes_one_dead_letter_though_it_comes_twice() throws Exception {
    Node node = take(SETTINGS);

    publish("ingest.texts", Map.of(), "{\"type\": \"dev.vifte.upload\"}");
    publish("ingest.texts", Map.of(), "{\"type\": \"dev.vifte.upload\"}");
    judged("refused", 2);
    awaitEmptyStream();

    List<DeadLetter> letters = node.deadLetters().list(DeadLetterQuery.ALL);
    assertThat(letters)
        .singleElement()
        .satisfies(letter -> assertThat(letter.refusal().why()).contains("no CloudEvent"));
    assertThat(jobs(node, 0)).isEmpty();
  }

  @Test
  void a_notice_of_a_bucket_starts_a_job_once_though_it_comes_twice() throws Exception {
    Node node = take(SETTINGS);
    String etag = buckets.put("inbox", "drop/a b.txt", "hello", LONG_AGO);
    String notice =
        """
        {"Records": [{"eventName": "s3:ObjectCreated:Put", "s3": {"bucket": {"name": "inbox"},
         "object": {"key": "drop%%2Fa+b.txt", "eTag": "%s"}}}]}
        """
            .formatted(etag);

    publish("bucket", Map.of(), notice);
    publish("bucket", Map.of(), notice);
    awaitEmptyStream();

    assertThat(jobs(node, 1)).hasSize(1);
  }

  @Test
  void over_the_rate_events_wait_on_the_server_and_none_is_lost() throws Exception {
    Node node = take(SETTINGS.withRate(5));

    for (int i = 0; i < 20; i++) {
      publish("ingest.texts", Map.of(), event("n-" + i, "{\"inline\": \"aGVsbG8=\"}"));
    }

    assertThat(jobs(node, 20)).hasSize(20);
    assertThat(told).contains(new ArrivalJudged(new PipelineName("texts"), "later"));
    awaitEmptyStream();
  }

  @Test
  void while_the_bucket_is_away_events_wait_and_none_is_lost() throws Exception {
    Node node = take(SETTINGS);
    buckets.put("inbox", "one.txt", "hello", LONG_AGO);
    buckets.down(true);

    publish("ingest.texts", Map.of(), event("1", "{\"object\": \"s3://inbox/one.txt\"}"));
    judged("later", 2);
    buckets.down(false);

    assertThat(jobs(node, 1)).hasSize(1);
    awaitEmptyStream();
  }

  @Test
  void a_node_that_dies_between_taking_and_acknowledging_leaves_one_job() throws Exception {
    NatsState dying = states.open(where);
    PipelineListener death =
        event -> {
          if (event instanceof ArrivalJudged) {
            closeQuietly(dying);
          }
        };
    Node first = node(SETTINGS, death);
    open.add(NatsIngest.start(dying, first));
    buckets.put("inbox", "one.txt", "hello", LONG_AGO);

    publish("ingest.texts", Map.of(), event("1", "{\"object\": \"s3://inbox/one.txt\"}"));
    judged("accepted", 1);
    open.add(NatsIngest.start(state, first));
    judged("repeated", 1);
    awaitEmptyStream();

    assertThat(jobs(first, 1)).hasSize(1);
  }

  @Test
  void a_large_object_keeps_its_message_while_it_is_copied() throws Exception {
    Node node = take(SETTINGS);
    buckets.put("inbox", "one.txt", "hello", LONG_AGO);
    buckets.hold();

    publish("ingest.texts", Map.of(), event("1", "{\"object\": \"s3://inbox/one.txt\"}"));
    Probe.eventually("the copy has begun", () -> buckets.opened() == 1);
    pass(node.context().limits().lease().multipliedBy(2));
    int opened = buckets.opened();
    buckets.letGo();

    assertThat(opened).as("opened once only").isEqualTo(1);
    assertThat(jobs(node, 1)).hasSize(1);
    awaitEmptyStream();
  }

  @Test
  void events_published_while_nobody_listens_are_taken_later() throws Exception {
    publish("ingest.texts", Map.of(), event("1", "{\"inline\": \"aGVsbG8=\"}"));

    Node node = take(SETTINGS);

    assertThat(jobs(node, 1)).hasSize(1);
  }

  private Node take(IngestSettings settings) throws IOException {
    Node node = node(settings, PipelineListener.none());
    open.add(NatsIngest.start(state, node));
    return node;
  }

  private Node node(IngestSettings settings, PipelineListener more) throws IOException {
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
    open.add(node);
    return node;
  }

  private void publish(String subject, Map<String, String> headers, String body) throws Exception {
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

  private static String event(String id, String data) {
    return """
    {"specversion": "1.0", "id": "%s", "source": "/test", "type": "dev.vifte.upload",
     "data": %s}
    """
        .formatted(id, data);
  }

  private static List<JobSummary> jobs(Node node, int expected) throws Exception {
    Probe.eventually("%d jobs".formatted(expected), () -> jobs(node).size() >= expected);
    return jobs(node);
  }

  private static List<JobSummary> jobs(Node node) throws IOException {
    return node.jobs().list(JobQuery.NEWEST).stream()
        .filter(job -> job.inputName().isPresent() && job.state() != JobState.REFUSED)
        .toList();
  }

  private void judged(String how, int times) throws Exception {
    Probe.eventually(
        "%s, %d times".formatted(how, times),
        () ->
            told.stream().filter(e -> e instanceof ArrivalJudged j && j.how().equals(how)).count()
                >= times);
  }

  private static void pass(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    Probe.eventually("the time has passed", () -> System.nanoTime() - end > 0);
  }

  private void awaitEmptyStream() throws Exception {
    String stream = state.layout().ingest().getName();
    Probe.eventually(
        "nothing is left in the stream",
        () ->
            state.api().call("STREAM.INFO." + stream, new byte[0]).at("/state/messages").asInt(-1)
                == 0);
  }

  private static void closeQuietly(NatsState dying) {
    try {
      dying.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
