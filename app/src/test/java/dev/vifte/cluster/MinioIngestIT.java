package dev.vifte.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.ingest.IngestSettings;
import dev.vifte.ingest.OwnPlace;
import dev.vifte.ingest.Watch;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobState;
import dev.vifte.job.JobSummary;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsIngest;
import dev.vifte.nats.NatsSettings;
import dev.vifte.nats.NatsState;
import dev.vifte.object.MediaType;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.s3.S3Buckets;
import dev.vifte.s3.S3Credentials;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.testkit.LambdaStage;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import io.nats.client.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A watched bucket that our own results go to as well, with a real store that tells of it over a
/// real NATS.
final class MinioIngestIT {
  private static final PipelineName TEXTS = new PipelineName("texts");
  private static final String SPACE = "inbox";
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Duration OFTEN = Duration.ofMillis(300);
  private static final Duration NEVER = Duration.ofHours(1);

  private static NatsServer nats;
  private static S3Server minio;

  private final List<AutoCloseable> open = new ArrayList<>();
  private Instant began = Instant.EPOCH;
  private Inbox inbox;
  private NatsState state;
  private Backend backend;

  @BeforeAll
  static void start() throws Exception {
    nats = NatsServer.start(NatsServer.Sync.LAZY);
    Nats.open(settings()).close();
    minio =
        Minio.start(
            Map.of(
                "MINIO_NOTIFY_NATS_ENABLE_VIFTE",
                "on",
                "MINIO_NOTIFY_NATS_ADDRESS_VIFTE",
                nats.url().getAuthority(),
                "MINIO_NOTIFY_NATS_SUBJECT_VIFTE",
                SPACE + ".bucket",
                "MINIO_NOTIFY_NATS_JETSTREAM_VIFTE",
                "on"));
  }

  @AfterAll
  static void stop() throws IOException {
    minio.close();
    nats.close();
  }

  @BeforeEach
  void open() throws Exception {
    inbox = Inbox.make(minio, "inbox-" + NEXT.incrementAndGet());
    state = Nats.open(settings());
    began = state.clock().instant();
    backend = new Backend(S3Objects.open(store()), state.queue(), state.jobs(), state.events());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    backend.close();
    state.close();
  }

  @Test
  void a_copied_object_becomes_one_job_by_the_sweep_and_its_results_none() throws Exception {
    WatchedBuckets buckets = buckets(false);
    inbox.put("elsewhere/a.txt", "hello");
    Node node = node(settings(OFTEN), buckets);

    inbox.copy("elsewhere/a.txt", "drop/a copy.txt");
    ended(node, 1);
    int before = buckets.listed();
    Probe.eventually("some more rounds", () -> buckets.listed() >= before + 12);

    assertThat(mine(node))
        .singleElement()
        .satisfies(job -> assertThat(job.inputName()).contains("a copy.txt"));
  }

  @Test
  void without_the_guards_the_results_would_start_jobs_for_ever() throws Exception {
    Node node =
        node(IngestSettings.DEFAULTS.withSweep(OFTEN).watching(List.of(watch(""))), buckets(true));

    inbox.put("drop/a.txt", "hello");

    ended(node, 3);
  }

  @Test
  void a_notification_and_the_sweep_make_one_job() throws Exception {
    inbox.tell("arn:minio:sqs::VIFTE:nats");
    Node notified = node(settings(NEVER), buckets(false));
    open.add(NatsIngest.start(state, notified));

    inbox.put("drop/ä b+c.txt", "hello");
    ended(notified, 1);
    WatchedBuckets buckets = buckets(false);
    node(settings(OFTEN), buckets);
    Probe.eventually("the other has swept", () -> buckets.listed() >= 12);

    assertThat(mine(notified))
        .singleElement()
        .satisfies(job -> assertThat(job.inputName()).contains("ä b+c.txt"));
    assertThat(letters(notified)).isEmpty();
  }

  @Test
  void an_object_that_changed_between_event_and_work_is_refused() throws Exception {
    String etag = inbox.put("a.txt", "hello");
    inbox.put("a.txt", "something else");
    Node node = node(settings(NEVER), buckets(false));
    open.add(NatsIngest.start(state, node));

    publish("{\"object\": \"s3://%s/a.txt\", \"etag\": \"%s\"}".formatted(inbox.name(), etag));
    DeadLetter letter = letter(node);

    assertThat(letter.refusal().why()).contains("is no longer the content with etag " + etag);
    assertThat(mine(node)).isEmpty();
  }

  @Test
  void an_object_that_was_deleted_between_event_and_work_is_refused() throws Exception {
    inbox.put("a.txt", "hello");
    publish("{\"object\": \"s3://%s/a.txt\"}".formatted(inbox.name()));
    inbox.delete("a.txt");

    Node node = node(settings(NEVER), buckets(false));
    open.add(NatsIngest.start(state, node));

    assertThat(letter(node).refusal().why()).contains("/a.txt is gone");
    assertThat(mine(node)).isEmpty();
  }

  private Node node(IngestSettings ingest, WatchedBuckets buckets) throws IOException {
    Node node =
        Node.on(backend)
            .clock(state.clock())
            .running(
                Pipeline.named(TEXTS.value())
                    .accepting("text/plain")
                    .stage(
                        "echo",
                        LambdaStage.of("test/echo", in -> Outcome.done(echo(in.job().value())))))
            .within(NodeLimits.defaults().lease(Duration.ofSeconds(2)).drain(Duration.ofSeconds(1)))
            .ingesting(ingest, buckets)
            .start();
    open.add(node);
    return node;
  }

  private static Output echo(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Output.bytes("echo.txt", new MediaType("text/plain"), bytes);
  }

  /// Where others put files, and where we put ours.
  private IngestSettings settings(Duration sweep) {
    return IngestSettings.DEFAULTS
        .withSweep(sweep)
        .watching(List.of(watch("drop/"), watch("in/"), watch("out/")))
        .withOwn(List.of(new OwnPlace(inbox.name(), "")));
  }

  private Watch watch(String prefix) {
    return new Watch(inbox.name(), prefix, TEXTS);
  }

  private WatchedBuckets buckets(boolean hiding) {
    S3Buckets real = S3Buckets.open(store(), Set.of(inbox.name()));
    open.add(real);
    return new WatchedBuckets(real, hiding);
  }

  private S3Settings store() {
    return S3Settings.of("s3:%s/%s".formatted(minio.endpoint(), inbox.name()))
        .credentials(S3Credentials.of(minio.accessKey(), minio.secretKey()));
  }

  private static NatsSettings settings() {
    return NatsSettings.of(nats.url().toString()).withSpace(SPACE).withMaxWorkBytes(16 << 20);
  }

  private void publish(String data) throws Exception {
    String event =
        """
        {"specversion": "1.0", "id": "%d", "source": "/test", "type": "dev.vifte.upload",
         "data": %s}
        """
            .formatted(NEXT.incrementAndGet(), data);
    Connection client = io.nats.client.Nats.connect(nats.url().toString());
    open.add(client);
    var _ =
        client
            .jetStream()
            .publish(SPACE + ".ingest." + TEXTS, event.getBytes(StandardCharsets.UTF_8));
  }

  private void ended(Node node, int jobs) throws Exception {
    Probe.eventually(
        "%d jobs have ended".formatted(jobs),
        () -> mine(node).stream().filter(job -> job.state().ended()).count() >= jobs);
  }

  private DeadLetter letter(Node node) throws Exception {
    Probe.eventually("a dead letter", () -> !letters(node).isEmpty());
    assertThat(letters(node)).hasSize(1);
    return letters(node).getFirst();
  }

  /// Those of this test: the records are shared.
  private List<DeadLetter> letters(Node node) throws IOException {
    return node.deadLetters().list(DeadLetterQuery.ALL).stream()
        .filter(letter -> letter.refusal().why().contains(inbox.name()))
        .toList();
  }

  private List<JobSummary> mine(Node node) throws IOException {
    return node.jobs().list(JobQuery.NEWEST).stream()
        .filter(job -> job.state() != JobState.REFUSED && job.created().isAfter(began))
        .toList();
  }
}
