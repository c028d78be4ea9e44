package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Node;
import dev.vifte.ingest.IngestSettings;
import dev.vifte.ingest.Watch;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.observe.PipelineEvent.ArrivalJudged;
import dev.vifte.observe.PipelineListener;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  private IngestSite site;

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
    site = new IngestSite(server);
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }

  @Test
  void an_event_in_one_body_starts_a_job() throws Exception {
    Node node = site.take(SETTINGS);
    site.buckets().put("inbox", "one.txt", "hello", LONG_AGO);

    site.publish(
        "ingest.texts", Map.of(), IngestSite.event("1", "{\"object\": \"s3://inbox/one.txt\"}"));

    assertThat(IngestSite.jobs(node, 1))
        .singleElement()
        .satisfies(job -> {
          assertThat(job.inputName()).contains("one.txt");
          assertThat(job.tenant()).isEqualTo(SETTINGS.tenant());
        });
    site.awaitEmptyStream();
  }

  @Test
  void an_event_in_headers_starts_a_job() throws Exception {
    Node node = site.take(SETTINGS);
    var headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "1",
            "ce-source", "/test",
            "ce-type", "dev.vifte.upload",
            "Content-Type", "application/json");

    site.publish("ingest.texts", headers, "{\"inline\": \"aGVsbG8=\", \"name\": \"two.txt\"}");

    assertThat(IngestSite.jobs(node, 1))
        .singleElement()
        .satisfies(job -> assertThat(job.inputName()).contains("two.txt"));
    site.awaitEmptyStream();
  }

  @Test
  void a_malformed_event_becomes_one_dead_letter_though_it_comes_twice() throws Exception {
    Node node = site.take(SETTINGS);

    site.publish("ingest.texts", Map.of(), "{\"type\": \"dev.vifte.upload\"}");
    site.publish("ingest.texts", Map.of(), "{\"type\": \"dev.vifte.upload\"}");
    site.judged("refused", 2);
    site.awaitEmptyStream();

    List<DeadLetter> letters = node.deadLetters().list(DeadLetterQuery.ALL);
    assertThat(letters)
        .singleElement()
        .satisfies(letter -> assertThat(letter.refusal().why()).contains("no CloudEvent"));
    assertThat(IngestSite.jobs(node, 0)).isEmpty();
  }

  @Test
  void a_notice_of_a_bucket_starts_a_job_once_though_it_comes_twice() throws Exception {
    Node node = site.take(SETTINGS);
    String etag = site.buckets().put("inbox", "drop/a b.txt", "hello", LONG_AGO);
    String notice =
        """
        {"Records": [{"eventName": "s3:ObjectCreated:Put", "s3": {"bucket": {"name": "inbox"},
         "object": {"key": "drop%%2Fa+b.txt", "eTag": "%s"}}}]}
        """
            .formatted(etag);

    site.publish("bucket", Map.of(), notice);
    site.publish("bucket", Map.of(), notice);
    site.awaitEmptyStream();

    assertThat(IngestSite.jobs(node, 1)).hasSize(1);
  }

  @Test
  void over_the_rate_events_wait_on_the_server_and_none_is_lost() throws Exception {
    Node node = site.take(SETTINGS.withRate(5));

    for (int i = 0; i < 20; i++) {
      site.publish(
          "ingest.texts", Map.of(), IngestSite.event("n-" + i, "{\"inline\": \"aGVsbG8=\"}"));
    }

    assertThat(IngestSite.jobs(node, 20)).hasSize(20);
    assertThat(site.told()).contains(new ArrivalJudged(new PipelineName("texts"), "later"));
    site.awaitEmptyStream();
  }

  @Test
  void while_the_bucket_is_away_events_wait_and_none_is_lost() throws Exception {
    Node node = site.take(SETTINGS);
    site.buckets().put("inbox", "one.txt", "hello", LONG_AGO);
    site.buckets().down(true);

    site.publish(
        "ingest.texts", Map.of(), IngestSite.event("1", "{\"object\": \"s3://inbox/one.txt\"}"));
    site.judged("later", 2);
    site.buckets().down(false);

    assertThat(IngestSite.jobs(node, 1)).hasSize(1);
    site.awaitEmptyStream();
  }

  @Test
  void a_node_that_dies_between_taking_and_acknowledging_leaves_one_job() throws Exception {
    NatsState dying = site.connect();
    PipelineListener death =
        event -> {
          if (event instanceof ArrivalJudged) {
            IngestSite.closeQuietly(dying);
          }
        };
    Node first = site.node(SETTINGS, death);
    site.take(first, dying);
    site.buckets().put("inbox", "one.txt", "hello", LONG_AGO);

    site.publish(
        "ingest.texts", Map.of(), IngestSite.event("1", "{\"object\": \"s3://inbox/one.txt\"}"));
    site.judged("accepted", 1);
    site.take(first, site.connect());
    site.judged("repeated", 1);
    site.awaitEmptyStream();

    assertThat(IngestSite.jobs(first, 1)).hasSize(1);
  }

  @Test
  void a_large_object_keeps_its_message_while_it_is_copied() throws Exception {
    Node node = site.take(SETTINGS);
    site.buckets().put("inbox", "one.txt", "hello", LONG_AGO);
    site.buckets().hold();

    site.publish(
        "ingest.texts", Map.of(), IngestSite.event("1", "{\"object\": \"s3://inbox/one.txt\"}"));
    Probe.eventually("the copy has begun", () -> site.buckets().opened() == 1);
    IngestSite.pass(node.context().limits().lease().multipliedBy(2));
    int opened = site.buckets().opened();
    site.buckets().letGo();

    assertThat(opened).as("opened once only").isEqualTo(1);
    assertThat(IngestSite.jobs(node, 1)).hasSize(1);
    site.awaitEmptyStream();
  }

  @Test
  void a_server_that_is_restarted_is_listened_to_again() throws Exception {
    Node node = site.take(SETTINGS);
    site.publish("ingest.texts", Map.of(), IngestSite.event("1", "{\"inline\": \"aGVsbG8=\"}"));
    assertThat(IngestSite.jobs(node, 1)).hasSize(1);

    server.process().stop();
    server.process().startAgain();
    site.awaitConnected();
    site.publish("ingest.texts", Map.of(), IngestSite.event("2", "{\"inline\": \"aGVsbG8=\"}"));

    assertThat(IngestSite.jobs(node, 2)).hasSize(2);
    site.awaitEmptyStream();
  }

  @Test
  void events_published_while_nobody_listens_are_taken_later() throws Exception {
    site.publish("ingest.texts", Map.of(), IngestSite.event("1", "{\"inline\": \"aGVsbG8=\"}"));

    Node node = site.take(SETTINGS);

    assertThat(IngestSite.jobs(node, 1)).hasSize(1);
  }
}
