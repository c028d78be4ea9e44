package dev.vifte.workers.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.object.MediaType;
import dev.vifte.stage.InvalidSettingsException;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageSettings;
import dev.vifte.testkit.ManualClock;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.TestInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallHttpTest {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private Listener server;

  @BeforeEach
  void start() throws IOException {
    server = new Listener();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_file_is_posted_and_the_answer_is_kept() throws IOException {
    server.answering(200, Map.of("Content-Type", "text/plain; charset=utf-8"), "two words");

    var done = done(call("/count", StageInputs.text("one two")));

    var asked = server.asked().getFirst();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.path()).isEqualTo("/count");
    assertThat(asked.body()).isEqualTo("one two");
    assertThat(asked.header("Content-Type")).isEqualTo("text/plain");
    assertThat(asked.header("Content-Length")).isEqualTo("7");
    assertThat(asked.header("traceparent")).isEqualTo(TestInput.TRACEPARENT);
    assertThat(done.outputs())
        .singleElement()
        .satisfies(output -> {
          assertThat(output.name()).isEqualTo("response.txt");
          assertThat(output.type()).isEqualTo(new MediaType("text/plain"));
          assertThat(TestInput.content(output))
              .asString(StandardCharsets.UTF_8)
              .isEqualTo("two words");
        });
  }

  @Test
  void a_json_object_enriches_the_data() throws IOException {
    server.answering(200, JSON, "{\"faces\":2}");

    var done = done(call("/", StageInputs.text("x")));

    assertThat(done.data().path("faces").asInt()).isEqualTo(2);
    assertThat(done.outputs()).extracting(Output::name).containsExactly("response.json");
  }

  @Test
  void json_that_is_no_object_is_an_output_only() throws IOException {
    server.answering(200, JSON, "[1,2]");

    var done = done(call("/", StageInputs.text("x")));

    assertThat(done.data().isEmpty()).isTrue();
    assertThat(done.outputs()).hasSize(1);
  }

  @Test
  void an_empty_answer_is_done_without_output() throws IOException {
    server.answering(204);

    assertThat(done(call("/", StageInputs.text("x"))).outputs()).isEmpty();
  }

  @Test
  void what_is_known_can_be_sent_in_place_of_the_file() throws IOException {
    var input =
        StageInputs.text("secret text").named("a.txt").after("info", Json.object().put("pages", 3));

    done(stage(settings().put("send", "json")).process(input));

    var body =
        Json.read(
            server.asked().getFirst().body().getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    assertThat(body.path("input").path("name").asText()).isEqualTo("a.txt");
    assertThat(body.path("after").path("info").path("data").path("pages").asInt()).isEqualTo(3);
    assertThat(body.toString()).doesNotContain("secret text");
  }

  @Test
  void headers_and_the_bearer_secret_are_sent() throws IOException {
    var with = settings().put("bearer", "token").put("method", "PUT");
    with.putObject("headers").put("X-Team", "media");

    stage(with).process(StageInputs.text("x").secret("token", "s3cret"));

    var asked = server.asked().getFirst();
    assertThat(asked.method()).isEqualTo("PUT");
    assertThat(asked.header("X-Team")).isEqualTo("media");
    assertThat(asked.header("Authorization")).isEqualTo("Bearer s3cret");
  }

  @Test
  void every_try_of_a_task_has_the_same_idempotency_key() throws IOException {
    server.answering(500).answering(200);

    call("/", StageInputs.text("x").item("1-3"));
    call("/", StageInputs.text("x").item("1-3").attempt(2));

    assertThat(server.asked())
        .extracting(asked -> asked.header("Idempotency-Key"))
        .containsExactly("test-job/stage/1-3", "test-job/stage/1-3");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504})
  void overload_and_breakdown_are_tried_again(int status) throws IOException {
    server.answering(status);

    assertThat(call("/", StageInputs.text("x")))
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> {
              assertThat(retry.trouble()).isEqualTo(Outcome.Trouble.TRANSIENT);
              assertThat(retry.after()).isEmpty();
              assertThat(retry.why()).isEqualTo("127.0.0.1 answered " + status);
            });
  }

  @Test
  void retry_after_is_honoured_in_seconds_and_as_a_date() throws IOException {
    server.answering(503, Map.of("Retry-After", "7"), "");
    server.answering(429, Map.of("Retry-After", "Thu, 01 Jan 2026 00:01:00 GMT"), "");
    server.answering(429, Map.of("Retry-After", "999999999"), "");

    assertThat(after()).contains(Duration.ofSeconds(7));
    assertThat(after()).contains(Duration.ofMinutes(1));
    assertThat(after()).contains(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 410, 413, 415, 422})
  void every_other_answer_is_final(int status) throws IOException {
    server.answering(status, Map.of("Location", "http://169.254.169.254/"), "no");

    assertThat(call("/", StageInputs.text("x")))
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> {
              assertThat(reject.reason()).isEqualTo(Reason.REFUSED_BY_REMOTE);
              assertThat(reject.why()).contains("127.0.0.1 answered " + status);
            });
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void a_refused_connection_is_a_dependency_that_is_down() throws IOException {
    String url = server.url("/");
    server.close();

    var outcome =
        new CallHttp(HttpCall.post(url), CallHttpTest::local).process(StageInputs.text("x"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> assertThat(retry.trouble()).isEqualTo(Outcome.Trouble.DEPENDENCY_DOWN));
  }

  @Test
  void an_address_inside_the_own_network_is_refused_before_anything_is_sent() throws IOException {
    var strict =
        new CallHttp(
            HttpCall.post(server.url("/")),
            () -> new Outgoing(Allowed.NOTHING, Dns.SYSTEM, new ManualClock()));

    assertThat(strict.process(StageInputs.text("x")))
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> assertThat(reject.reason()).isEqualTo(Reason.FORBIDDEN));
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void an_answer_longer_than_allowed_is_rejected() throws IOException {
    server.answering(200, Map.of(), "x".repeat(1_001));

    assertThat(stage(settings().put("max-response", "1kB")).process(StageInputs.text("x")))
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> assertThat(reject.why()).contains("more than 1000 bytes"));
  }

  @Test
  void settings_are_read_and_written_back() {
    var with =
        settings()
            .put("method", "PUT")
            .put("send", "json")
            .put("bearer", "token")
            .put("timeout", "1500ms")
            .put("max-response", "1000B");
    with.putObject("headers").put("X-Team", "media");

    var stage = new CallHttpProvider().create(StageSettings.of(with));

    assertThat(stage.settings()).isEqualTo(StageSettings.of(with));
  }

  @Test
  void every_wrong_setting_is_named() {
    var with =
        Json.object().put("url", "file:///etc/passwd").put("method", "GET").put("timeout", "soon");
    with.putObject("headers").put("X Y", "z");

    assertThatThrownBy(() -> new CallHttpProvider().create(StageSettings.of(with)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("url: must be an address such as https://host/path")
        .hasMessageContaining("method: 'GET' is unknown; use POST or PUT")
        .hasMessageContaining("timeout: must be a duration")
        .hasMessageContaining("headers/X Y: is no header");
  }

  private Optional<Duration> after() throws IOException {
    return ((Outcome.Retry) call("/", StageInputs.text("x"))).after();
  }

  private ObjectNode settings() {
    return Json.object().put("url", server.url("/"));
  }

  private static CallHttp stage(ObjectNode with) {
    return new CallHttp(CallHttpProvider.read(StageSettings.of(with)), CallHttpTest::local);
  }

  private Outcome call(String path, TestInput input) throws IOException {
    return new CallHttp(HttpCall.post(server.url(path)), CallHttpTest::local).process(input);
  }

  private static Outgoing local() {
    return new Outgoing(Allowed.parse("127.0.0.1"), Dns.SYSTEM, new ManualClock());
  }

  private static Outcome.Done done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (Outcome.Done) outcome;
  }
}
