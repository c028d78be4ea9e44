package dev.vifte.workers.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.stage.InvalidSettingsException;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageSettings;
import dev.vifte.testkit.ManualClock;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.TestInput;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {
  private static final String MANIFEST =
      """
      {"format":1,"job":"test-job","pipeline":"media","version":"abc","state":"partial","run":2,
       "input":{"name":"a.jpg","size":3,"type":"image/jpeg","sha256":"00"},
       "stages":{
         "variants":{"state":"done","attempts":1,"node":"n","data":{"private":"x"},
           "outputs":[{"name":"thumb.jpg","type":"image/jpeg","size":9,"sha256":"11"}]},
         "metadata":{"state":"rejected","reason":"corrupt","why":"it is broken","outputs":[]}}}
      """;

  private final ManualClock clock = new ManualClock();
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
  void the_signature_is_that_of_the_standards_own_example() {
    String signature =
        Signature.of(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1_614_265_330),
            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void the_end_of_the_job_is_told_without_the_findings() throws IOException {
    send(input());

    var asked = server.asked().getFirst();
    var body = Json.read(asked.body().getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    assertThat(asked.header("Content-Type")).startsWith("application/json");
    assertThat(asked.header("traceparent")).isEqualTo(TestInput.TRACEPARENT);
    assertThat(body.path("type").asText()).isEqualTo("job.ended");
    assertThat(body.path("state").asText()).isEqualTo("partial");
    assertThat(body.path("stages").path("metadata").path("reason").asText()).isEqualTo("corrupt");
    assertThat(body.path("stages").path("variants").path("outputs").path(0).path("name").asText())
        .isEqualTo("thumb.jpg");
    assertThat(asked.body()).doesNotContain("private");
  }

  @Test
  void a_second_try_has_the_same_id_and_body_and_a_new_signature() throws IOException {
    server.answering(503).answering(200);

    send(input());
    clock.advance(Duration.ofSeconds(40));
    send(input().attempt(2));

    var first = server.asked().get(0);
    var second = server.asked().get(1);
    assertThat(first.header("webhook-id")).isEqualTo("test-job-2");
    assertThat(second.header("webhook-id")).isEqualTo("test-job-2");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.header("webhook-timestamp")).isEqualTo("1767225600");
    assertThat(second.header("webhook-timestamp")).isEqualTo("1767225640");
    assertThat(second.header("webhook-signature"))
        .startsWith("v1,")
        .isNotEqualTo(first.header("webhook-signature"));
  }

  @Test
  void while_a_key_is_changed_both_sign() throws IOException {
    send(input().secret("webhook", "old\nnew\n"));

    assertThat(server.asked().getFirst().header("webhook-signature").split(" ")).hasSize(2);
  }

  @Test
  void an_empty_key_is_refused_with_what_to_do() throws IOException {
    assertThat(send(input().secret("webhook", "\n")))
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> {
              assertThat(reject.reason()).isEqualTo(Reason.INVALID_SETTINGS);
              assertThat(reject.why()).contains("secret of the webhook is empty");
            });
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void the_key_may_lie_in_a_file_of_the_stages_own(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    var stage = new Webhook(URI.create(server.url("/")), Optional.of(file), this::local);

    assertThat(stage.process(StageInputs.text(MANIFEST))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void settings_are_read_and_written_back() {
    var with =
        StageSettings.of(
            Json.object().put("url", "https://example.org/in").put("secret-file", "k"));

    assertThat(new WebhookProvider().create(with).settings()).isEqualTo(with);
  }

  @Test
  void a_missing_address_is_named() {
    assertThatThrownBy(() -> new WebhookProvider().create(StageSettings.EMPTY))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("url: is missing");
  }

  private static TestInput input() {
    return StageInputs.text(MANIFEST).secret("webhook", "key");
  }

  private Outcome send(TestInput input) throws IOException {
    return new Webhook(URI.create(server.url("/hook")), Optional.empty(), this::local)
        .process(input);
  }

  private Outgoing local() {
    return new Outgoing(Allowed.parse("127.0.0.0/8"), Dns.SYSTEM, clock);
  }
}
