package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.observe.PipelineEvent.JobAccepted;
import dev.vifte.observe.Traced;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadTest {
  private final CountDownLatch go = new CountDownLatch(1);
  private Served served;

  @BeforeAll
  void serve() throws Exception {
    served = Served.with(Pipelines.copy(), Pipelines.held(go));
  }

  @AfterAll
  void close() throws Exception {
    go.countDown();
    served.close();
  }

  @Test
  void a_raw_body_is_accepted_with_a_job_to_look_at() throws Exception {
    Answer accepted = served.upload("held", "hello", "X-File-Name", "gr%C3%BC%C3%9Fe.txt");

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("Location")).isEqualTo("/v1/jobs/" + accepted.job());
    Answer job = served.get(accepted.header("Location"));
    assertThat(job.status()).isEqualTo(200);
    assertThat(job.at("/state")).isEqualTo("running");
    assertThat(job.at("/input/name")).isEqualTo("grüße.txt");
    assertThat(job.at("/input/size")).isEqualTo("5");
  }

  @Test
  void the_trace_of_the_caller_goes_on_and_what_is_none_is_left_out() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";

    Answer traced =
        served.upload("copy", "a", "traceparent", "00-" + trace + "-b7ad6b7169203331-01");
    Answer untraced =
        served.upload("copy", "b", "traceparent", "00-" + trace + "-0000000000000000-01");

    assertThat(upload(traced).own().traceId()).isEqualTo(trace);
    assertThat(upload(traced).cause().orElseThrow().spanId()).isEqualTo("b7ad6b7169203331");
    assertThat(upload(untraced).own().traceId()).isNotEqualTo(trace);
    assertThat(upload(untraced).cause()).isEmpty();
  }

  private Traced upload(Answer accepted) {
    return served.probe.events().stream()
        .filter(JobAccepted.class::isInstance)
        .map(JobAccepted.class::cast)
        .filter(event -> event.job().value().equals(accepted.job()))
        .map(JobAccepted::trace)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_form_is_accepted_with_its_file_name_and_its_fields_are_left_out() throws Exception {
    Answer accepted =
        served.form("copy", "comment", "", "for you", "file", "a b.txt", "hello", "x", "", "y");

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.at("/input/name")).isEqualTo("a b.txt");
    assertThat(accepted.at("/input/size")).isEqualTo("5");
  }

  @Test
  void a_form_without_a_file_is_told_how_to_send_one() throws Exception {
    Answer refused = served.form("copy", "comment", "", "for you");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/detail")).contains("no file").contains("-F file=@");
  }

  @Test
  void a_form_with_two_files_makes_no_job_at_all() throws Exception {
    Answer refused = served.form("copy", "file", "two-a.txt", "a", "file", "two-b.txt", "b");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/detail")).contains("more than one file");
    assertThat(served.get("/v1/jobs?state=running").text()).doesNotContain("two-a.txt");
    assertThat(served.get("/v1/jobs?state=completed").text()).doesNotContain("two-a.txt");
  }

  @Test
  void waiting_gives_the_finished_job() throws Exception {
    Answer done = served.finished("copy", "hello");

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.at("/state")).isEqualTo("completed");
    assertThat(done.header("Preference-Applied")).isEqualTo("wait=30");
    assertThat(done.at("/stages/copy/outputs/0/href"))
        .isEqualTo("/v1/jobs/" + done.job() + "/outputs/copy/copy.txt");
  }

  @Test
  void waiting_in_vain_gives_the_running_job() throws Exception {
    Answer running = served.upload("held", "hello", "Prefer", "wait=1");

    assertThat(running.status()).isEqualTo(202);
    assertThat(running.at("/state")).isEqualTo("running");
  }

  @Test
  void the_same_key_and_bytes_are_the_same_job() throws Exception {
    Answer first = served.upload("held", "same", "Idempotency-Key", "k-1");
    Answer second = served.upload("held", "same", "Idempotency-Key", "k-1");

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.job()).isEqualTo(first.job());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void the_same_key_with_other_bytes_is_a_mistake() throws Exception {
    served.upload("held", "some", "Idempotency-Key", "k-2");
    Answer refused = served.upload("held", "other", "Idempotency-Key", "k-2");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/type")).isEqualTo("/problems/key-mismatch");
  }

  @Test
  void many_requests_at_once_with_one_key_make_one_job() throws Exception {
    var requests = IntStream.range(0, 8).mapToObj(_ -> sendAsync("once", "k-3")).toList();
    var answers = requests.stream().map(CompletableFuture::join).toList();

    assertThat(answers).extracting(Answer::status).isSubsetOf(202, 409);
    assertThat(answers.stream().filter(a -> a.status() == 202).map(Answer::job).distinct())
        .hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() == 409))
        .allMatch(a -> Integer.parseInt(a.header("Retry-After")) >= 1);
  }

  @Test
  void a_key_that_cannot_be_one_is_refused() throws Exception {
    Answer refused = served.upload("held", "x", "Idempotency-Key", "two words");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/detail")).contains("Idempotency-Key");
  }

  @Test
  void a_lane_that_is_none_is_refused_with_those_there_are() throws Exception {
    Answer refused = served.upload("held", "x", "X-Lane", "express");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/detail")).contains("interactive, batch or backfill");
  }

  @Test
  void an_unknown_pipeline_is_answered_with_those_there_are() throws Exception {
    Answer refused = served.upload("nothing", "x");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.at("/detail")).contains("nothing").contains("copy");
  }

  @Test
  void an_empty_body_is_refused() throws Exception {
    Answer refused = served.upload("copy", "");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/type")).isEqualTo("/problems/empty");
  }

  @Test
  void a_type_the_pipeline_does_not_take_is_refused_by_its_bytes() throws Exception {
    Answer refused = served.upload("copy", "%PDF-1.7\n", "Content-Type", "text/plain");

    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.at("/detail")).contains("application/pdf").contains("text/plain");
  }

  @Test
  void a_body_that_says_it_is_too_large_is_refused_unread() throws Exception {
    Answer refused = served.upload("copy", "x".repeat((int) Pipelines.LIMIT + 1));

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.at("/detail")).contains("1000 bytes").contains("limits.size");
  }

  @Test
  void a_body_that_does_not_say_its_size_is_refused_where_it_becomes_too_large() throws Exception {
    byte[] body = Served.utf8("x".repeat(300_000));
    Answer refused =
        served.send(
            served
                .to("/v1/pipelines/copy/jobs")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))
                .build());

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.at("/detail")).contains("1000 bytes");
  }

  @Test
  void a_form_that_is_too_large_is_refused() throws Exception {
    Answer refused = served.form("copy", "file", "big.txt", "x".repeat(2000));

    assertThat(refused.status()).isEqualTo(413);
  }

  @Test
  void a_form_that_is_no_form_is_refused() throws Exception {
    Answer refused =
        served.upload("copy", "hello", "Content-Type", "multipart/form-data; boundary=xYx");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
  }

  private CompletableFuture<Answer> sendAsync(String body, String key) {
    var request =
        served
            .to("/v1/pipelines/held/jobs", "Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build();
    return served
        .client()
        .sendAsync(request, java.net.http.HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(Answer::new);
  }
}
