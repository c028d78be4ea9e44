package dev.vifte.workers.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseCallTest {
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
  void the_hook_is_told_with_a_signature_and_its_answer_is_kept(@TempDir Path folder)
      throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "a secret of the customer");

    String answer = call("/gone?token=x", Optional.of(secret), "127.0.0.1").tell(erasure());

    assertThat(answer).isEqualTo("answered 200");
    var asked = server.asked().getFirst();
    var body = Json.read(asked.body().getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    assertThat(body.path("type").asText()).isEqualTo("subject.erased");
    assertThat(body.path("subject").asText()).isEqualTo("0f");
    assertThat(asked.header("webhook-id")).isEqualTo("e-1");
    assertThat(asked.header("webhook-signature"))
        .isEqualTo(
            Signature.of(
                "a secret of the customer",
                "e-1",
                clock.instant(),
                asked.body().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void its_name_holds_no_query() throws IOException {
    assertThat(call("/gone?token=x", Optional.empty(), "").name()).endsWith("/gone");
  }

  @Test
  void one_that_does_not_take_it_does_not_know() {
    server.answering(503).answering(400);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> call("/", Optional.empty(), "127.0.0.1").tell(erasure()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("answered");
    }
  }

  @Test
  void an_address_of_the_own_network_is_not_called_unless_it_is_allowed() {
    assertThatThrownBy(() -> call("/", Optional.empty(), "").tell(erasure()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("VIFTE_CALL_ALLOW");
    assertThat(server.asked()).isEmpty();
  }

  private EraseCall call(String path, Optional<Path> secret, String allowed) {
    var outgoing = new Outgoing(Allowed.parse(allowed), Dns.SYSTEM, clock);
    return new EraseCall(URI.create(server.url(path)), secret, () -> outgoing);
  }

  private static ObjectNode erasure() {
    return Json.object().put("erasure", "e-1").put("subject", "0f");
  }
}
