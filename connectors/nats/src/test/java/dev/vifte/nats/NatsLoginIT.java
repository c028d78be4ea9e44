package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.UnreachableException;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.NatsServer.Sync;
import dev.vifte.testkit.server.SelfSigned;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways in: TLS, certificates, tokens, credentials files.
final class NatsLoginIT {
  private final States states = new States(1);

  @TempDir Path folder;

  @AfterEach
  void close() throws IOException {
    states.close();
  }

  @Test
  void a_server_with_its_own_authority_is_trusted_when_told_so() throws Exception {
    SelfSigned.in(folder);
    try (NatsServer server = NatsServer.start(Sync.LAZY, tls(false))) {
      works(overTls(server).withTls(NatsTls.trusting(certificate())));
    }
  }

  @Test
  void a_server_with_an_unknown_authority_is_refused_with_the_reason() throws Exception {
    SelfSigned.in(folder);
    try (NatsServer server = NatsServer.start(Sync.LAZY, tls(false))) {
      assertThatThrownBy(() -> Nats.open(overTls(server)))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(UnreachableException.class)
          .hasMessageContaining("unable to find valid certification path");
    }
  }

  @Test
  void a_server_that_asks_for_our_certificate_gets_it() throws Exception {
    SelfSigned.in(folder);
    try (NatsServer server = NatsServer.start(Sync.LAZY, tls(true))) {
      var trusting = NatsTls.trusting(certificate());
      works(overTls(server).withTls(trusting.presenting(certificate(), key())));
      assertThatThrownBy(() -> Nats.open(overTls(server).withTls(trusting)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_token_in_the_address_lets_us_in() throws Exception {
    try (NatsServer server = NatsServer.start(Sync.LAZY, "authorization { token: \"s3cret\" }")) {
      String url = server.url().toString().replace("nats://", "nats://s3cret@");

      works(states.settings(url));
      assertThat(NatsSettings.of(url).toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void a_credentials_file_lets_us_in() throws Exception {
    Jwts jwts = Jwts.in(folder);
    try (NatsServer server = NatsServer.start(Sync.LAZY, jwts.configuration())) {
      works(states.settings(server.url()).withLogin(new NatsLogin.Credentials(jwts.credentials())));
    }
  }

  @Test
  void a_missing_credentials_file_is_named() throws Exception {
    Path missing = folder.resolve("missing.creds");
    try (NatsServer server = NatsServer.start(Sync.LAZY)) {
      var settings = states.settings(server.url()).withLogin(new NatsLogin.Credentials(missing));
      assertThatThrownBy(() -> Nats.open(settings))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(missing.toString());
    }
  }

  private void works(NatsSettings settings) throws IOException {
    assertThat(states.open(settings).queue().publish(List.of(message(1)))).hasSize(1);
  }

  private NatsSettings overTls(NatsServer server) {
    return states.settings(server.url().toString().replace("nats://", "tls://"));
  }

  private String tls(boolean verify) {
    return "tls { cert_file: \"%s\", key_file: \"%s\", ca_file: \"%s\", verify: %s }"
        .formatted(certificate(), key(), certificate(), verify);
  }

  private Path certificate() {
    return folder.resolve("public.crt");
  }

  private Path key() {
    return folder.resolve("private.key");
  }
}
